import { Client, Connection } from "@temporalio/client";
import { type NativeConnection, Worker, type WorkerOptions } from "@temporalio/worker";
import type { WorkerConfig } from "../config.ts";
import { traceSinks } from "../spans/scheduled-activity.ts";
import type { Tracing } from "../tracing.ts";
import { workflowCode } from "./workflow-code.ts";

/**
 * The worker, which does not poll yet. At most 300 activities run at a time; asked to stop, it lets them end for the grace.
 */
export function createWorker(
  { temporal, engine, workflowBundle }: WorkerConfig,
  connection: NativeConnection,
  options: Pick<WorkerOptions, "activities" | "workerDeploymentOptions">,
  { tell }: Tracing,
): Promise<Worker> {
  return Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue: temporal.taskQueue,
    ...workflowCode(workflowBundle),
    ...options,
    sinks: traceSinks(tell),
    maxConcurrentActivityTaskExecutions: 300,
    shutdownGraceTime: engine.graceMs,
    shutdownForceTime: engine.graceMs + 5_000,
    maxHeartbeatThrottleInterval: engine.heartbeatMs / 3,
  });
}

/** A client that connects at its first call. */
export function temporalClient({ temporal }: WorkerConfig): Client {
  const connection = Connection.lazy({ address: temporal.address });
  return new Client({ connection, namespace: temporal.namespace });
}
