import { Link } from "wouter";
import { evidenceMarks } from "../../../../protocol/research/report/evidence-text.ts";
import { periodOf } from "../../../../protocol/research/report/period.ts";
import { nameOf } from "../../../../protocol/research/report/unique-metrics.ts";
import { classes } from "../../../ui/classes.ts";
import { useSelfLink } from "../run/self-link.ts";
import type { KeyedFigure } from "./figure-key.ts";
import type { CallName, ReportMetric } from "./report-types.ts";
import { formats, words } from "./words.ts";
import css from "./figures.module.css";

/** A figure with its evidence; its name opens what proves it. `isGrouped`: its symbol is above it. */
export function FigureRow(
  { figure: { key, metric }, isGrouped }: { figure: KeyedFigure; isGrouped: boolean },
) {
  const { name, value, unit, evidence, problem, derivation } = metric;
  const period = periodOf(metric, formats);
  const calls = callsOf(metric);
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <Link href={useSelfLink({ figure: key })} aria-haspopup="dialog">
          {isGrouped ? nameOf(metric) : name}
        </Link>
        {period && <small>{period}</small>}
      </th>
      <td role="cell" className={css["value"]}>
        <data value={value} title={exactText(metric)}>{formats.figure(value, unit)}</data>
      </td>
      <td role="cell">
        <span className={classes(css["evidence"], css[evidence.toLowerCase()])}>
          {evidenceMarks[evidence]} {words.evidenceOf[evidence]}
        </span>
        {derivation && (
          <small>
            {words.formula} <code>{derivation.formula}</code>
          </small>
        )}
        {problem !== null && <small>{problem}</small>}
      </td>
      <td role="cell">
        {calls.length === 0
          ? <small>{words.noCall}</small>
          : calls.map((call) => (
            <code key={call.id} className={css["call"]}>{call.server}.{call.name}</code>
          ))}
      </td>
    </tr>
  );
}

/** The value with all its digits, and its unit. */
export const exactText = ({ value, unit }: Pick<ReportMetric, "value" | "unit">): string =>
  unit ? `${value} ${unit}` : value;

/** The tool calls that a figure cites, each once; of a derived one those of its inputs. */
export function callsOf({ derivation, toolCall }: ReportMetric): CallName[] {
  const all = derivation && derivation.inputs.length > 0
    ? derivation.inputs.map(({ toolCall }) => toolCall)
    : toolCall
    ? [toolCall]
    : [];
  return [...new Map(all.map((call) => [call.id, call])).values()];
}
