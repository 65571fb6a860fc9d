import {
  DefaultLogger,
  makeTelemetryFilterString,
  type MetricsBuffer,
  Runtime,
} from "@temporalio/worker";
import type { Level, Logger } from "../../telemetry/log.ts";

/**
 * Sends the log lines of Temporal's SDK to `log` and its metrics to `metrics`. Must be called once in a process, before
 * any worker and connection.
 */
export function installRuntime(log: Logger, metrics: MetricsBuffer | null): void {
  const logger = new DefaultLogger("WARN", ({ level, message, meta }) => {
    const { error, workflowId, activityId } = (meta ?? {}) as Record<string, unknown>;
    const text = error instanceof Error ? error.message : undefined;
    log[levelOf(level)]("temporal.sdk_message", { message, workflowId, activityId, error: text });
  });
  Runtime.install({
    logger,
    shutdownSignals: ["SIGINT", "SIGTERM"],
    telemetryOptions: {
      ...(metrics && { metrics: { buffer: metrics, attachServiceName: false } }),
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: "WARN", other: "ERROR" }) },
    },
  });
}

function levelOf(level: string): Level {
  if (level === "ERROR") return "error";
  return level === "WARN" ? "warn" : "debug";
}
