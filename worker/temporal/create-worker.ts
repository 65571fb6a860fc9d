import { NativeConnection, Worker, type WorkerOptions } from "@temporalio/worker";
import { withDeadline } from "../../protocol/async/deadline.ts";
import type { WorkerConfig } from "../config.ts";
import { traceSinks } from "../spans/scheduled-activity.ts";
import type { Tracing } from "../tracing.ts";
import { nativePeer } from "./native-peer.ts";
import { workflowCode } from "./workflow-code.ts";

/** A worker and the connection that it alone uses. */
export interface OpenWorker {
  worker: Worker;
  connection: NativeConnection;
}

/** A connection is made within this time, ms. */
const connectMs = 5_000;

/**
 * A worker which does not poll yet, over a connection of its own. At most 300 activities run at a time; asked to stop,
 * it lets them end for `graceMs`. Throws where Temporal does not answer in time.
 */
export async function openWorker(
  { temporal, engine, workflowBundle }: WorkerConfig,
  graceMs: number,
  options: Pick<WorkerOptions, "activities" | "workerDeploymentOptions">,
  { exportSpan }: Tracing,
): Promise<OpenWorker> {
  const connection = await withDeadline(connectMs, NativeConnection.connect(nativePeer(temporal)));
  const worker = await Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue: temporal.taskQueue,
    ...workflowCode(workflowBundle),
    ...options,
    sinks: traceSinks(exportSpan),
    maxConcurrentActivityTaskExecutions: 300,
    shutdownGraceTime: graceMs,
    shutdownForceTime: graceMs + 5_000,
    maxHeartbeatThrottleInterval: engine.heartbeatMs / 3,
  });
  return { worker, connection };
}
