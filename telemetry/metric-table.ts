import type { MetricKind, MetricSpec } from "./metric-spec.ts";
import { apiMetrics } from "./metrics-of/api.ts";
import { genAiMetrics } from "./metrics-of/gen-ai.ts";
import { mcpMetrics } from "./metrics-of/mcp.ts";
import { recordMetrics } from "./metrics-of/record.ts";
import { workerMetrics } from "./metrics-of/worker.ts";

/** Every metric of ours, by its OpenTelemetry name. `docs/observability.md` shows this table. */
export const metricTable = {
  ...recordMetrics,
  ...workerMetrics,
  ...apiMetrics,
  ...mcpMetrics,
  ...genAiMetrics,
} as const satisfies Record<string, MetricSpec>;

/** The name of a metric of ours. */
export type MetricName = keyof typeof metricTable;
/** Names of one kind. */
export type MetricsOf<K extends MetricKind> = {
  [N in MetricName]: (typeof metricTable)[N]["kind"] extends K ? N : never;
}[MetricName];
type OptionalOf<N extends MetricName> = (typeof metricTable)[N] extends
  { optional: readonly (infer A extends string)[] } ? A : never;
/** The attributes that a metric is recorded with: all of them, always, and the optional ones where there is a value. */
export type AttributesOf<N extends MetricName> =
  & Record<(typeof metricTable)[N]["attributes"][number], string>
  & Partial<Record<OptionalOf<N>, string>>;

/** Metrics of Temporal's SDK that dashboards and alerts use; it has more, see its own list. Emitted by workers. */
export const temporalMetrics = [
  "temporal_workflow_task_schedule_to_start_latency",
  "temporal_activity_schedule_to_start_latency",
  "temporal_worker_task_slots_available",
  "temporal_sticky_cache_size",
  "temporal_request_failure",
  "temporal_long_request_failure",
  "temporal_activity_execution_failed",
] as const;
