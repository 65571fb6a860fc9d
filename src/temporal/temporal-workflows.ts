import { type Context, context, SpanKind } from "@opentelemetry/api";
import { agentWorkflowId } from "../../protocol/agent-workflow.ts";
import {
  type ConversationLive,
  conversationWorkflowId,
  liveQuery,
} from "../../protocol/conversation-workflow.ts";
import { researchWorkflowId } from "../../protocol/research/research-workflow.ts";
import { SearchAttributes } from "../../protocol/search-attributes.ts";
import {
  agentStart,
  conversationStart,
  researchStart,
  startOptions,
  type WorkflowStart,
} from "../../protocol/workflow-start.ts";
import type { WorkflowLive } from "../../schema/context.ts";
import { attributes } from "../../telemetry/attributes.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { count } from "../../telemetry/metrics.ts";
import { inSpan } from "../../telemetry/span.ts";
import { doorbell } from "./doorbell.ts";
import { within } from "../../protocol/within.ts";
import { type Opened, temporalCalls, type TemporalOptions } from "./temporal-calls.ts";
import type { Workflows } from "./workflows.ts";

/** The workflow to be woken. */
interface Ring {
  start(): WorkflowStart | Promise<WorkflowStart>;
  /** Whose trace shows it: a ring may wait for others. The workflow is told none. */
  within: Context;
}

/** Deadlines, ms. A wake-up that is not answered is repeated. */
const ringMs = 3_000;
const liveMs = 1_500;
const closeMs = 3_000;
/** A poll lasts a minute at most. */
const pollMs = 70_000;

const isRecent = (seconds: number) => Date.now() - seconds * 1000 < pollMs;

/** Workflows of a Temporal server, reached at the first call. */
export function temporalWorkflows(options: TemporalOptions, log: Logger): Workflows {
  const calls = temporalCalls(options, log);
  const { call, watched, pollers, untilUp } = calls;

  const searchAttributes = new SearchAttributes((error) =>
    log.warn("temporal.search_attributes_rejected", errorFields(error))
  );

  const ringOne = async (workflowId: string, { start: toStart, within: parent }: Ring) => {
    const start = await toStart();
    const span = {
      parent,
      kind: SpanKind.PRODUCER,
      attributes: { [attributes.workflowId]: workflowId },
    };
    const ring = ({ client }: Opened) =>
      searchAttributes.start((searchable) =>
        client.workflow.signalWithStart(start.type, startOptions(start, { ...options, searchable }))
      );
    try {
      await inSpan(`SignalWithStartWorkflow:${start.type}`, span, () => watched(ringMs, ring));
      count("tramontane.doorbells", { result: "rung" });
      return true;
    } catch (error) {
      count("tramontane.doorbells", { result: "failed" });
      log.warn("doorbell_failed", { workflowId, ...errorFields(error) });
      return false;
    }
  };

  const bell = doorbell<Ring>(ringOne, {
    untilUp,
    onDropped: (workflowId) => {
      count("tramontane.doorbells", { result: "dropped" });
      log.warn("doorbell_dropped", { workflowId });
    },
  });

  const ring = (workflowId: string, start: Ring["start"]) =>
    bell.ring(workflowId, { start, within: context.active() });
  const { labelOf } = options;

  const live = async (workflowId: string): Promise<WorkflowLive | null> => {
    try {
      return await call(liveMs, async ({ client }) => {
        const handle = client.workflow.getHandle(workflowId);
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
      const start = async () =>
        conversationStart(input, await labelOf(input.conversationId).catch(() => null));
      ring(conversationWorkflowId(input), start);
    },
    ringAgent(input) {
      ring(agentWorkflowId(input), () => agentStart(input));
    },
    ringResearch(input) {
      ring(researchWorkflowId(input), () => researchStart(input));
    },
    live: (input) => live(conversationWorkflowId(input)),
    liveResearch: (input) => live(researchWorkflowId(input)),
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
      await within(closeMs, bell.idle()).catch(() => log.warn("doorbell_cut"));
      await calls.close();
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
