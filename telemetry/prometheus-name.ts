import type { MetricSpec } from "./metric-spec.ts";

/** Prometheus' words for units; units in braces are omitted. */
const units: Record<string, string> = { s: "seconds", ms: "milliseconds", By: "bytes" };

/**
 * The name of a metric in Prometheus by OpenTelemetry's rules: the same for a scrape and for an export through a
 * collector. A histogram adds `_bucket`, `_sum` and `_count`.
 */
export function prometheusName(name: string, { kind, unit }: Pick<MetricSpec, "kind" | "unit">) {
  const base = name.replace(/[^a-zA-Z0-9_]/g, "_");
  const suffix = units[unit];
  const withUnit = suffix && !base.endsWith(`_${suffix}`) ? `${base}_${suffix}` : base;
  return kind === "counter" && !withUnit.endsWith("_total") ? `${withUnit}_total` : withUnit;
}
