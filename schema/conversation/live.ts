import { conversationWorkflowId } from "../../protocol/conversation/conversation-workflow.ts";
import { limits } from "../../protocol/limits.ts";
import type { ConversationRecord, StepRecord } from "../../protocol/records.ts";
import { isFinal } from "../../protocol/status.ts";
import { builder } from "../builder.ts";
import type { GraphQLContext, Reads, WorkflowLive } from "../context.ts";
import { Step } from "../refs.ts";

/** What is known of a conversation at this moment. */
export interface LiveShape {
  workflowId: string;
  at: Date;
  /** What the workflow said; null when the record alone speaks. */
  workflow: WorkflowLive | null;
  /** Steps under way. */
  steps: () => Promise<StepRecord[]>;
  /** How many turns wait. */
  queued: () => Promise<number>;
}

/** Asks the workflow, and falls back on the record. */
export async function queryLive(
  { id, tenant }: ConversationRecord,
  { live, reads }: GraphQLContext,
): Promise<LiveShape> {
  const workflow = await live(id);
  return {
    workflowId: conversationWorkflowId({ tenant, conversationId: id }),
    at: workflow?.at ?? new Date(),
    workflow,
    steps: () => currentSteps(id, workflow, reads),
    queued: () => queuedTurns(id, reads),
  };
}

/**
 * The steps of a turn that are under way: what the workflow says wins over what the record says, but for steps that
 * wait, for their next attempt or a human, at which no worker is.
 */
export function stepsUnderWay(steps: StepRecord[], workflow: WorkflowLive | null): StepRecord[] {
  const open = steps.filter((step) => !isFinal(step.status));
  if (!workflow) return open;
  const isAt = ({ kind, id }: StepRecord) =>
    kind === "tool" ? workflow.toolCalls.includes(id) : workflow.advancing;
  return open.filter((step) => step.status === "WAITING" || isAt(step));
}

async function currentSteps(
  conversationId: string,
  workflow: WorkflowLive | null,
  reads: Reads,
): Promise<StepRecord[]> {
  const turn = await reads.currentTurn(conversationId);
  return turn ? stepsUnderWay(await reads.stepsOfTurn(turn.id), workflow) : [];
}

/** Turns that wait are the newest ones, and never more than the limit. */
async function queuedTurns(conversationId: string, reads: Reads): Promise<number> {
  const current = await reads.currentTurn(conversationId);
  const page = await reads.turns(conversationId, { last: limits.queuedTurns + 1 });
  return page.items.filter(({ node }) => node.status === "QUEUED" && node.id !== current?.id)
    .length;
}

/** What the workflow says of itself. */
export const Live = builder.objectRef<LiveShape>("Live").implement({
  description: "What the workflow says of itself at this moment.",
  fields: (t) => ({
    at: t.expose("at", { type: "DateTime", description: "When this was true." }),
    fromWorkflow: t.boolean({
      description:
        "True: the workflow answered. False: none runs or no worker answered, and this is read from the database.",
      resolve: (live) => live.workflow !== null,
    }),
    workflowId: t.exposeString("workflowId", { description: "Temporal workflow id." }),
    runId: t.string({
      description: "Temporal run id; null when asleep.",
      nullable: true,
      resolve: (live) => live.workflow?.runId ?? null,
    }),
    steps: t.field({
      type: [Step],
      description: "Steps under way.",
      resolve: (live) => live.steps(),
    }),
    queued: t.int({
      description: "Turns that wait for their turn.",
      resolve: (live) => live.queued(),
    }),
    wakesAt: t.field({
      type: "DateTime",
      description: "When it next wakes by itself: retry, expiry or sleep.",
      nullable: true,
      resolve: (live) => live.workflow?.wakesAt ?? null,
    }),
  }),
});
