import type { MetricSpec } from "./metric-spec.ts";

/** Prometheus' words for the units that we use; what stands in braces is left out. */
const units: Record<string, string> = { s: "seconds", ms: "milliseconds", By: "bytes" };

/**
 * The name under which Prometheus knows a metric, by OpenTelemetry's rules: the same whether it is scraped from us or
 * arrives through a collector. A histogram adds `_bucket`, `_sum` and `_count`.
 */
export function prometheusName(name: string, { kind, unit }: Pick<MetricSpec, "kind" | "unit">) {
  const base = name.replace(/[^a-zA-Z0-9_]/g, "_");
  const suffix = units[unit];
  const withUnit = suffix && !base.endsWith(`_${suffix}`) ? `${base}_${suffix}` : base;
  return kind === "counter" && !withUnit.endsWith("_total") ? `${withUnit}_total` : withUnit;
}
