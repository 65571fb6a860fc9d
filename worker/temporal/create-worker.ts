import { NativeConnection, Worker, type WorkerOptions } from "@temporalio/worker";
import { withDeadline } from "../../protocol/async/deadline.ts";
import type { WorkerConfig } from "../config.ts";
import { traceSinks } from "../spans/scheduled-activity.ts";
import type { Tracing } from "../telemetry/tracing.ts";
import { nativePeer } from "./native-peer.ts";
import { workflowCode } from "./workflow-code.ts";

/** A worker with its own connection. */
export interface OpenWorker {
  worker: Worker;
  connection: NativeConnection;
}

/** Time limit of the connection, ms. */
const connectMs = 5_000;
/**
 * Runs in memory; others are replayed from their histories. The SDK's default grows with the memory of the machine, to
 * thousands. Measured: 170 KB each.
 */
const maxCachedWorkflows = 750;

/**
 * Creates a worker that does not poll yet. It runs at most 300 activities at a time, and gives them `graceMs` to end at
 * its shutdown. Throws if Temporal does not answer in time.
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
    maxCachedWorkflows,
    shutdownGraceTime: graceMs,
    shutdownForceTime: graceMs + 5_000,
    maxHeartbeatThrottleInterval: engine.heartbeatMs / 3,
  });
  return { worker, connection };
}
