import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from "@temporalio/client";
import { RenewableConnection } from "../../protocol/async/renewable-connection.ts";
import type { ConversationInput } from "../../protocol/conversation/conversation-workflow.ts";
import type { TemporalConnection } from "../../protocol/temporal/temporal-connection.ts";
import {
  callDelayMs,
  temporalChannel,
  temporalPeer,
} from "../../protocol/temporal/temporal-options.ts";
import { DeadlineError, withDeadline } from "../../protocol/async/deadline.ts";
import { sleep } from "../../protocol/async/sleep.ts";
import type { AgentLabel } from "../../protocol/temporal/workflow-start.ts";
import type { WorkflowTimes } from "../../protocol/temporal/workflow-times.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";

/** How workflows at Temporal are reached and started. */
export interface TemporalOptions {
  temporal: TemporalConnection;
  taskQueue: string;
  /** How workflows pace themselves. */
  times: WorkflowTimes;
  /** The agent of a conversation; null where it cannot be read. */
  labelOf(conversation: ConversationInput): Promise<AgentLabel | null>;
}

/** Deadline of a probe, ms. */
const probeMs = 1_000;
/** Interval at which an unreachable Temporal is probed, ms. */
const probeIntervalMs = 500;
/** Longest deadline of a call, ms. */
const maxCallMs = 5_000;
/** Codes of gRPC. */
const grpcStatus = { DEADLINE_EXCEEDED: 4, UNAVAILABLE: 14 } as const;
/** TASK_QUEUE_TYPE_WORKFLOW of Temporal's API. */
const workflowQueue = 1;

/** A connection that its first call opens, and the client over it. */
function open({ temporal }: TemporalOptions) {
  const retries = {
    ...defaultGrpcRetryOptions(),
    delayFunction: (attempt: number) => callDelayMs(attempt, Math.random()),
  };
  const connection = Connection.lazy({
    ...temporalPeer(temporal),
    channelArgs: temporalChannel,
    interceptors: [makeGrpcRetryInterceptor(retries)],
  });
  const client = new Client({
    connection,
    namespace: temporal.namespace,
    // A completed workflow has nothing to answer, and a query would have a worker replay it.
    workflow: { queryRejectCondition: "NOT_OPEN" },
  });
  return { connection, client };
}
/** A connection and its client. */
export type Opened = ReturnType<typeof open>;

/** Calls to a Temporal server, each with a deadline, ms. They throw DeadlineError and the errors of the server. */
export function temporalCalls(options: TemporalOptions, log: Logger) {
  const { namespace } = options.temporal;
  const close = ({ connection }: Opened) =>
    connection.close().catch((error) => log.warn("temporal.close_failed", errorFields(error)));
  const opened = new RenewableConnection(
    () => open(options),
    // Closing during a retry throws where no caller can catch it; by then every call has reached its deadline.
    (old) => Deno.unrefTimer(setTimeout(() => void close(old), maxCallMs)),
  );
  let closed = false;
  const call = <T>(ms: number, work: (opened: Opened) => Promise<T>) => {
    const now = opened.current;
    return withDeadline(ms, now.connection.withDeadline(Date.now() + ms, () => work(now)));
  };
  /** For calls that the server answers without a worker. */
  const serverCall = async <T>(ms: number, work: (opened: Opened) => Promise<T>) => {
    try {
      const answer = await call(ms, work);
      opened.answered();
      return answer;
    } catch (error) {
      if (isUnanswered(error)) opened.unanswered();
      else opened.answered();
      throw error;
    }
  };
  /** The workers that poll the task queue. Only a server that can accept work answers this. */
  const pollers = async () => {
    const taskQueue = { name: options.taskQueue };
    const { pollers } = await serverCall(probeMs, ({ connection }) => {
      const queue = { namespace, taskQueue, taskQueueType: workflowQueue };
      return connection.workflowService.describeTaskQueue(queue);
    });
    return pollers;
  };
  return {
    call,
    serverCall,
    pollers,
    isUp: () =>
      serverCall(probeMs, ({ connection }) => connection.workflowService.getSystemInfo({}))
        .then(() => true, () => false),
    /** Resolves once the server accepts work, or the calls were closed. */
    async untilUp() {
      while (!closed) {
        await sleep(probeIntervalMs, undefined, { ref: false });
        if (await pollers().then(() => true, () => false)) return;
      }
    },
    async close() {
      closed = true;
      await close(opened.current);
    },
  };
}

/** True for a call that the server did not answer at all. */
function isUnanswered(error: unknown): boolean {
  if (error instanceof DeadlineError) return true;
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  return code === grpcStatus.DEADLINE_EXCEEDED || code === grpcStatus.UNAVAILABLE ||
    (cause !== undefined && isUnanswered(cause));
}
