import type { ReactNode } from "react";
import { chartValues } from "../../../../protocol/research/report/chart/chart-values.ts";
import { drawChart } from "../../../../protocol/research/report/chart/draw-chart.ts";
import type { TitledChart } from "../../../../protocol/research/report/chart/report-charts.ts";
import { Drawing } from "./drawing.tsx";
import { formats, words } from "./words.ts";
import css from "./charts.module.css";

/** A chart with its caption, and its values as a table on demand. */
export function ChartFigure(
  { titled: { chart, sizes, span }, children }: { titled: TitledChart; children: ReactNode },
) {
  return (
    <figure className={css["figure"]}>
      <figcaption className={css["caption"]}>
        {children}
        <small>{span}</small>
      </figcaption>
      {sizes.map((size) => {
        const drawn = drawChart(chart, size, formats);
        return drawn && <Drawing key={size.name} element={drawn} />;
      })}
      <ChartTable chart={chart} />
    </figure>
  );
}

function ChartTable({ chart }: { chart: TitledChart["chart"] }) {
  const values = chartValues(chart, words, formats);
  if (!values) return null;
  return (
    <details>
      <summary>Values as a table</summary>
      <div className={css["scroll"]} tabIndex={0} role="region" aria-label={values.caption}>
        <table className={css["values"]}>
          <caption>{values.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              {values.symbols.map((symbol) => <th key={symbol} scope="col">{symbol}</th>)}
            </tr>
          </thead>
          <tbody>
            {values.rows.map(({ day, values }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                {values.map((value, i) => <td key={i}>{value}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
