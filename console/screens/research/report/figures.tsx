import { useMemo } from "react";
import { metricGroups } from "../../../../protocol/research/report/unique-metrics.ts";
import { useParameter } from "../../../app/address.ts";
import { FigureDialog } from "./figure-dialog.tsx";
import { keyedFigures } from "./figure-key.ts";
import { FigureRow } from "./figure-row.tsx";
import type { ReportMetric } from "./report-types.ts";
import { toMetric } from "./to-metric.ts";
import { words } from "./words.ts";
import css from "./figures.module.css";

/** The figures of a report, each once, by symbol. A figure opens what proves it, and the address then names it. */
export function Figures({ metrics }: { metrics: readonly ReportMetric[] }) {
  const [selected, select] = useParameter("figure");
  const groups = useMemo(() => groupsOf(metrics), [metrics]);
  const figures = groups.flatMap((group) => group.figures);
  const shown = figures.find(({ key }) => key === selected);
  if (figures.length === 0) return null;
  return (
    <div className={css["figures"]}>
      <h3 id="figures">{words.keyFigures}</h3>
      <table className={css["table"]} aria-labelledby="figures" role="table">
        <thead role="rowgroup" className={css["titles"]}>
          <tr role="row">
            {[words.figure, words.value, words.evidence, words.givenBy].map((title) => (
              <th key={title} scope="col" role="columnheader">{title}</th>
            ))}
          </tr>
        </thead>
        {groups.map(({ symbol, figures }) => (
          <tbody key={symbol ?? ""} role="rowgroup">
            {groups.length > 1 && (
              <tr role="row" className={css["group"]}>
                <th scope="rowgroup" role="rowheader" colSpan={4}>{symbol ?? words.general}</th>
              </tr>
            )}
            {figures.map((figure) => (
              <FigureRow key={figure.key} figure={figure} isGrouped={groups.length > 1} />
            ))}
          </tbody>
        ))}
      </table>
      <FigureDialog figure={shown ?? null} onClose={() => select(null)} />
    </div>
  );
}

/** The figures with their names in links, by symbol. */
function groupsOf(metrics: readonly ReportMetric[]) {
  const of = new Map(metrics.map((metric) => [toMetric(metric), metric]));
  const groups = metricGroups([...of.keys()]);
  const kept = groups.flatMap(({ metrics }) => metrics.flatMap((metric) => of.get(metric) ?? []));
  const keyed = new Map(keyedFigures(kept).map((figure) => [figure.metric, figure]));
  return groups.map(({ symbol, metrics }) => ({
    symbol,
    figures: metrics.flatMap((metric) => keyed.get(of.get(metric)!) ?? []),
  }));
}
