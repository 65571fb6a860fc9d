import type { Metric } from "@temporalio/common";
import { MetricsBuffer } from "@temporalio/worker";
import { type ForeignMetric, recordForeign } from "../../telemetry/metrics.ts";

/** How often Temporal's buffer is emptied, ms. */
const everyMs = 500;
/** Most updates that wait meanwhile; beyond them Temporal drops, and says so. */
const maxBufferSize = 50_000;
/** Of Temporal's durations, s. */
const buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Temporal's own metrics on their way into ours, so that both leave by the same ways. */
export interface TemporalMetrics {
  buffer: MetricsBuffer;
  /** Begins to empty the buffer; the function ends it. */
  follow(): () => void;
}

/** Makes the buffer that `Runtime.install` takes. */
export function temporalMetrics(): TemporalMetrics {
  const buffer = new MetricsBuffer({ maxBufferSize, useSecondsForDurations: true });
  const known = new Map<string, ForeignMetric>();
  const drain = () => {
    for (const { metric, value, attributes } of buffer.retrieveUpdates()) {
      const ours = known.get(metric.name) ?? toOurs(metric);
      known.set(metric.name, ours);
      recordForeign(ours, value, attributes);
    }
  };
  return {
    buffer,
    follow() {
      const timer = setInterval(drain, everyMs);
      return () => clearInterval(timer);
    },
  };
}

function toOurs({ name, kind, unit = "", description: meaning = "" }: Metric): ForeignMetric {
  if (kind === "histogram") return { name, kind, unit, meaning, buckets };
  return { name, kind: kind === "counter" ? "counter" : "gauge", unit, meaning };
}
