import { nameOf } from "../../../../protocol/research/report/unique-metrics.ts";
import type { ReportMetric } from "./report-types.ts";

/** A figure with the name that a link to it has. */
export interface KeyedFigure {
  readonly key: string;
  readonly metric: ReportMetric;
}

/**
 * The figures with their names in links, such as `nvda-price-2026-q3`: they stay the same when a revision puts the figure
 * elsewhere. Of equal names the later ones have a number.
 */
export function keyedFigures(metrics: readonly ReportMetric[]): KeyedFigure[] {
  const taken = new Map<string, number>();
  return metrics.map((metric) => {
    const { symbol, period } = metric;
    const words = slug([symbol, nameOf(metric), period].filter(Boolean).join(" "));
    const number = (taken.get(words) ?? 0) + 1;
    taken.set(words, number);
    return { key: number === 1 ? words : `${words}-${number}`, metric };
  });
}

/** Letters and digits of any script, in lower case, joined by dashes. */
const slug = (text: string) =>
  text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "figure";
