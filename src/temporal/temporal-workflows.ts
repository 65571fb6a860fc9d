import { type Context, context, SpanKind } from "@opentelemetry/api";
import { Client, Connection } from "@temporalio/client";
import {
  type AgentIntentsInput,
  agentWorkflow,
  agentWorkflowId,
} from "../../protocol/agent-workflow.ts";
import {
  type ConversationInput,
  type ConversationLive,
  conversationWorkflow,
  conversationWorkflowId,
  doorbellSignal,
  liveQuery,
} from "../../protocol/conversation-workflow.ts";
import {
  type ResearchInput,
  researchWorkflow,
  researchWorkflowId,
} from "../../protocol/research/research-workflow.ts";
import type { WorkflowTimes } from "../../protocol/workflow-times.ts";
import type { WorkflowLive } from "../../schema/context.ts";
import { attributes } from "../../telemetry/attributes.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { count } from "../../telemetry/metrics.ts";
import { inSpan } from "../../telemetry/span.ts";
import { doorbell } from "./doorbell.ts";
import { within } from "../../protocol/within.ts";
import type { Workflows } from "./workflows.ts";

/** Where Temporal is. */
export interface TemporalOptions {
  address: string;
  namespace: string;
  taskQueue: string;
  /** How workflows pace themselves. */
  times: WorkflowTimes;
}

/** Which workflow is rung, and what it is started with. */
interface Ring {
  type: string;
  input: ConversationInput | AgentIntentsInput | ResearchInput;
  /** Whose trace shows it: a ring may wait for others. The workflow is told none. */
  within: Context;
}

/** Deadlines, ms. A ring may wait longer than a person who looks. */
const ringMs = 10_000;
const liveMs = 1_500;
const probeMs = 1_000;
const closeMs = 3_000;
/** A poll lasts a minute at most. */
const pollMs = 70_000;
/** TASK_QUEUE_TYPE_WORKFLOW of Temporal's API. */
const workflowQueue = 1;

const isRecent = (seconds: number) => Date.now() - seconds * 1000 < pollMs;

/** Workflows of a Temporal server, reached at the first call. */
export function temporalWorkflows(options: TemporalOptions, log: Logger): Workflows {
  const connection = Connection.lazy({ address: options.address, connectTimeout: ringMs });
  const client = new Client({
    connection,
    namespace: options.namespace,
    // A workflow that has ended is asleep: asking it would have a worker replay it.
    workflow: { queryRejectCondition: "NOT_OPEN" },
  });
  const call = <T>(ms: number, work: () => Promise<T>) =>
    within(ms, connection.withDeadline(Date.now() + ms, work));

  const ringOne = async (workflowId: string, { type, input, within: parent }: Ring) => {
    const start = {
      parent,
      kind: SpanKind.PRODUCER,
      attributes: { [attributes.workflowId]: workflowId },
    };
    const ring = () =>
      client.workflow.signalWithStart(type, {
        workflowId,
        taskQueue: options.taskQueue,
        args: [{ ...input, times: options.times }],
        signal: doorbellSignal,
      });
    try {
      await inSpan(`SignalWithStartWorkflow:${type}`, start, () => call(ringMs, ring));
      count("tramontane.doorbells", { result: "rung" });
    } catch (error) {
      count("tramontane.doorbells", { result: "failed" });
      log.warn("doorbell_failed", { workflowId, ...errorFields(error) });
    }
  };

  const inputs = new Map<string, Ring>();
  const bell = doorbell((workflowId) => {
    const input = inputs.get(workflowId);
    inputs.delete(workflowId);
    return input ? ringOne(workflowId, input) : Promise.resolve();
  }, {
    onDropped: (workflowId) => {
      inputs.delete(workflowId);
      count("tramontane.doorbells", { result: "dropped" });
      log.warn("doorbell_dropped", { workflowId });
    },
  });

  const ring = (workflowId: string, wanted: Omit<Ring, "within">) => {
    inputs.set(workflowId, { ...wanted, within: context.active() });
    bell.ring(workflowId);
  };

  const live = async (workflowId: string): Promise<WorkflowLive | null> => {
    const handle = client.workflow.getHandle(workflowId);
    try {
      return await call(liveMs, async () => {
        const [told, { runId }] = await Promise.all([
          handle.query<ConversationLive>(liveQuery),
          handle.describe(),
        ]);
        return toLive(told, runId);
      });
    } catch (error) {
      log.debug("live_unanswered", errorFields(error));
      return null;
    }
  };

  return {
    ring(input) {
      ring(conversationWorkflowId(input), { type: conversationWorkflow, input });
    },
    ringAgent(input) {
      ring(agentWorkflowId(input), { type: agentWorkflow, input });
    },
    ringResearch(input) {
      ring(researchWorkflowId(input), { type: researchWorkflow, input });
    },
    live: (input) => live(conversationWorkflowId(input)),
    liveResearch: (input) => live(researchWorkflowId(input)),
    async isUp() {
      try {
        await call(probeMs, () => connection.workflowService.getSystemInfo({}));
        return true;
      } catch {
        return false;
      }
    },
    async hasWorker() {
      try {
        const { namespace, taskQueue: name } = options;
        const { pollers } = await call(probeMs, () =>
          connection.workflowService.describeTaskQueue({
            namespace,
            taskQueue: { name },
            taskQueueType: workflowQueue,
          }));
        return pollers.some(({ lastAccessTime }) => isRecent(Number(lastAccessTime?.seconds)));
      } catch {
        return false;
      }
    },
    async close() {
      await within(closeMs, bell.idle()).catch(() => log.warn("doorbell_cut"));
      // Closing while a call is retried throws into nowhere; by now every call has met its deadline or is given up.
      await connection.close().catch((error) => log.warn("temporal_close", errorFields(error)));
    },
  };
}

function toLive(live: ConversationLive, runId: string): WorkflowLive {
  return {
    at: new Date(live.at),
    runId,
    advancing: live.advancing,
    toolCalls: live.toolCalls,
    wakesAt: live.wakesAt === null ? null : new Date(live.wakesAt),
  };
}
