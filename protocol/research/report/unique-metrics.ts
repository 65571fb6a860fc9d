import type { Metric } from "../phase.ts";
import { scaledValue } from "./scaled-value.ts";

/** Figures about one security, or about none. */
export interface MetricGroup {
  symbol: string | null;
  metrics: Metric[];
}

/**
 * Each figure once, in order: analyses and report repeat figures. Of figures with the same name, symbol, period, value
 * and unit, a proven one is kept.
 */
export function uniqueMetrics(metrics: readonly Metric[]): Metric[] {
  const kept = new Map<string, Metric>();
  for (const metric of metrics) {
    const key = keyOf(metric);
    const known = kept.get(key);
    if (!known || (known.evidence === "NONE" && metric.evidence !== "NONE")) kept.set(key, metric);
  }
  return [...kept.values()];
}

/** The figures by symbol, in the order of their first figures; those about no security at the end. */
export function metricGroups(metrics: readonly Metric[]): MetricGroup[] {
  const groups = Map.groupBy(uniqueMetrics(metrics), ({ symbol }) => symbol);
  return [...groups].map(([symbol, metrics]) => ({ symbol, metrics }))
    .toSorted((a, b) => Number(a.symbol === null) - Number(b.symbol === null));
}

/** The name beside its symbol: `Price, NVDA` is `Price`. */
export function nameOf({ name, symbol }: Pick<Metric, "name" | "symbol">): string {
  const end = `, ${symbol}`;
  return name.endsWith(end) ? name.slice(0, -end.length) : name;
}

function keyOf({ name, symbol, period, value, unit }: Metric): string {
  const scaled = scaledValue(value, unit);
  const amount = scaled.value.includes(".") ? scaled.value.replace(/\.?0+$/, "") : scaled.value;
  const words = name.trim().replace(/\s+/g, " ").toLowerCase();
  return JSON.stringify([words, symbol, period?.trim() ?? null, amount, scaled.unit]);
}
