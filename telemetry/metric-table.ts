import type { MetricKind, MetricSpec } from "./metric-spec.ts";
import { apiMetrics } from "./metrics-of/api.ts";
import { genAiMetrics } from "./metrics-of/gen-ai.ts";
import { mcpMetrics } from "./metrics-of/mcp.ts";
import { recordMetrics } from "./metrics-of/record.ts";
import { workerMetrics } from "./metrics-of/worker.ts";

/** All metrics by their OpenTelemetry names. `docs/observability.md` shows this table. */
export const metricTable = {
  ...recordMetrics,
  ...workerMetrics,
  ...apiMetrics,
  ...mcpMetrics,
  ...genAiMetrics,
} as const satisfies Record<string, MetricSpec>;

/** The name of a metric. */
export type MetricName = keyof typeof metricTable;
/** Names of metrics of one kind. */
export type MetricsOf<K extends MetricKind> = {
  [N in MetricName]: (typeof metricTable)[N]["kind"] extends K ? N : never;
}[MetricName];
type OptionalOf<N extends MetricName> = (typeof metricTable)[N] extends
  { optional: readonly (infer A extends string)[] } ? A : never;
/** The attributes of a metric: all required ones, and the optional ones that have a value. */
export type AttributesOf<N extends MetricName> =
  & Record<(typeof metricTable)[N]["attributes"][number], string>
  & Partial<Record<OptionalOf<N>, string>>;

/** The metrics of Temporal's SDK, reported by workers, that dashboards and alerts use. */
export const temporalMetrics = [
  "temporal_workflow_task_schedule_to_start_latency",
  "temporal_activity_schedule_to_start_latency",
  "temporal_worker_task_slots_available",
  "temporal_sticky_cache_size",
  "temporal_request_failure",
  "temporal_long_request_failure",
  "temporal_activity_execution_failed",
] as const;
