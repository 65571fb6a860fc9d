import { startMetrics } from "../../telemetry/export/start-metrics.ts";
import type { Logger } from "../../telemetry/log.ts";
import { serviceOf } from "./service.ts";
import type { TelemetryConfig } from "./config.ts";
import { installRuntime } from "../temporal/runtime.ts";
import { temporalMetrics } from "../temporal/temporal-metrics.ts";
import { startTracing } from "./start-tracing.ts";
import type { Tracing } from "./tracing.ts";

/** Traces, metrics and logs of the worker. */
export interface Telemetry {
  tracing: Tracing;
  /** Exports what remains and closes the exporters, that of the log last. */
  close(): Promise<void>;
}

/**
 * Starts the exporters that are configured, and installs Temporal's runtime, whose metrics and log lines use them too.
 * Must be called once in a process, before any worker and connection.
 */
export async function startTelemetry(config: TelemetryConfig, log: Logger): Promise<Telemetry> {
  const service = serviceOf("tramontane-worker");
  const { listener, push } = config.metrics;
  const json = config.tracing.protocol === "http/json";
  const endLogs = config.pushLogs ? await startLogs(service, json) : null;
  const tracing = await startTracing({ ...config.tracing, service });
  const temporal = listener || push ? temporalMetrics() : null;
  installRuntime(log, temporal?.buffer ?? null);
  const metrics = await startMetrics({ listener, log, push: push && { ...push, service } });
  const unfollow = temporal?.follow();
  return {
    tracing,
    async close() {
      unfollow?.();
      await Promise.allSettled([tracing.close(), metrics.close()]);
      await endLogs?.();
    },
  };
}

/** Loads the packages only if they are needed. */
async function startLogs(service: Record<string, string>, json: boolean) {
  const { pushLogs } = await import("../../telemetry/export/push-logs.ts");
  return pushLogs(service, json);
}
