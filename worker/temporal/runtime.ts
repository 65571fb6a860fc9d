import { DefaultLogger, makeTelemetryFilterString, Runtime } from "@temporalio/worker";
import type { Level, Logger } from "../../telemetry/log.ts";

/** Sends Temporal's own log lines through ours. Once a process, before any worker. */
export function installRuntime(log: Logger): void {
  const logger = new DefaultLogger("WARN", ({ level, message, meta }) => {
    const { error, workflowId, activityId } = (meta ?? {}) as Record<string, unknown>;
    const text = error instanceof Error ? error.message : undefined;
    log[levelOf(level)]("temporal_sdk", { message, workflowId, activityId, error: text });
  });
  Runtime.install({
    logger,
    shutdownSignals: ["SIGINT", "SIGTERM"],
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: "WARN", other: "ERROR" }) },
    },
  });
}

function levelOf(level: string): Level {
  if (level === "ERROR") return "error";
  return level === "WARN" ? "warn" : "debug";
}
