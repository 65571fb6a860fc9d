import type { Metric } from "@temporalio/common";
import { MetricsBuffer } from "@temporalio/worker";
import { type ForeignMetric, recordForeign } from "../../telemetry/metrics.ts";

/** Interval at which Temporal's buffer is read, ms. */
const everyMs = 500;
/** Maximum updates in the buffer; Temporal drops and reports further ones. */
const maxBufferSize = 50_000;
/** Buckets of Temporal's durations, s. */
const buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Passes the metrics of Temporal's SDK to the exporters of this process. */
export interface TemporalMetrics {
  buffer: MetricsBuffer;
  /** Starts to read the buffer; the returned function ends it. */
  follow(): () => void;
}

/** Creates the buffer for `Runtime.install`. */
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
