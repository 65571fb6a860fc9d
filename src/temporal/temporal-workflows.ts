import { type Context, context, SpanKind } from "@opentelemetry/api";
import {
  type ConversationInput,
  type ConversationLive,
  conversationWorkflowId,
  liveQuery,
} from "../../protocol/conversation/conversation-workflow.ts";
import { researchWorkflowId } from "../../protocol/research/research-workflow.ts";
import { SearchAttributes } from "../../protocol/temporal/search-attributes.ts";
import {
  commandStart,
  conversationStart,
  researchStart,
  startOptions,
  type WorkflowStart,
} from "../../protocol/temporal/workflow-start.ts";
import type { WorkflowLive } from "../../schema/context.ts";
import { attributes } from "../../telemetry/attributes.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { count } from "../../telemetry/metrics.ts";
import { inSpan } from "../../telemetry/span.ts";
import { wakeQueue } from "./wake-queue.ts";
import { withDeadline } from "../../protocol/async/deadline.ts";
import { type Opened, temporalCalls, type TemporalOptions } from "./temporal-calls.ts";
import type { Workflows } from "./workflows.ts";

/** A workflow to wake. */
interface Wake {
  start(): WorkflowStart | Promise<WorkflowStart>;
  /** The trace that shows the wake-up, which may have to wait. The workflow does not receive it. */
  within: Context;
}

/** Deadlines, ms. A wake-up without an answer is retried. */
const wakeMs = 3_000;
const liveMs = 1_500;
const closeMs = 3_000;
/** A poll lasts a minute at most. */
const pollMs = 70_000;

const isRecent = (seconds: number) => Date.now() - seconds * 1000 < pollMs;

/** Workflows at a Temporal server, connected at the first call. */
export function temporalWorkflows(options: TemporalOptions, log: Logger): Workflows {
  const calls = temporalCalls(options, log);
  const { call, serverCall, pollers, untilUp } = calls;

  const searchAttributes = new SearchAttributes((error) =>
    log.warn("temporal.search_attributes_rejected", errorFields(error))
  );

  const wakeOne = async (workflowId: string, { start: toStart, within: parent }: Wake) => {
    const start = await toStart();
    const span = {
      parent,
      kind: SpanKind.PRODUCER,
      attributes: { [attributes.workflowId]: start.workflowId },
    };
    const wake = ({ client }: Opened) =>
      searchAttributes.start((searchable) =>
        client.workflow.signalWithStart(start.type, startOptions(start, { ...options, searchable }))
      );
    try {
      await inSpan(`SignalWithStartWorkflow:${start.type}`, span, () => serverCall(wakeMs, wake));
      count("tramontane.workflow.wakes", { result: "sent" });
      return true;
    } catch (error) {
      count("tramontane.workflow.wakes", { result: "failed" });
      log.warn("workflow.wake_failed", { workflowId, ...errorFields(error) });
      return false;
    }
  };

  const bell = wakeQueue<Wake>(wakeOne, {
    untilUp,
    onDropped: (workflowId) => {
      count("tramontane.workflow.wakes", { result: "dropped" });
      log.warn("workflow.wake_dropped", { workflowId });
    },
  });

  const wake = (workflowId: string, start: Wake["start"]) =>
    bell.wake(workflowId, { start, within: context.active() });
  const startOf = async (input: ConversationInput) =>
    conversationStart(input, await options.labelOf(input).catch(() => null));

  const live = async (
    find: () => string | Promise<string>,
    ...phase: [conversationId?: string]
  ): Promise<WorkflowLive | null> => {
    try {
      const workflowId = await find();
      return await call(liveMs, async ({ client }) => {
        const handle = client.workflow.getHandle(workflowId);
        const [state, { runId }] = await Promise.all([
          handle.query<ConversationLive, [string?]>(liveQuery, ...phase),
          handle.describe(),
        ]);
        return toLive(state, { workflowId, runId });
      });
    } catch (error) {
      log.debug("workflow.live_query_failed", errorFields(error));
      return null;
    }
  };

  return {
    wake(input) {
      wake(conversationWorkflowId(input), () => startOf(input));
    },
    wakeCommands(queue) {
      const start = commandStart(queue);
      wake(start.workflowId, () => start);
    },
    wakeResearch(input) {
      wake(researchWorkflowId(input), () => researchStart(input));
    },
    live: (input) => live(async () => (await startOf(input)).workflowId, input.conversationId),
    liveResearch: (input) => live(() => researchWorkflowId(input)),
    isUp: calls.isUp,
    async hasWorker() {
      try {
        return (await pollers()).some(({ lastAccessTime }) =>
          isRecent(Number(lastAccessTime?.seconds))
        );
      } catch {
        return false;
      }
    },
    async close() {
      await withDeadline(closeMs, bell.idle()).catch(() => log.warn("workflow.wake_timeout"));
      await calls.close();
    },
  };
}

function toLive(live: ConversationLive, run: { workflowId: string; runId: string }): WorkflowLive {
  return {
    at: new Date(live.at),
    ...run,
    advancing: live.advancing,
    toolCalls: live.toolCalls,
    wakesAt: live.wakesAt === null ? null : new Date(live.wakesAt),
  };
}
