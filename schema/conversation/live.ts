import { conversationWorkflowId } from "../../protocol/conversation/conversation-workflow.ts";
import { limits } from "../../protocol/limits.ts";
import type { ConversationRecord, StepRecord } from "../../protocol/conversation/records.ts";
import { isFinal } from "../../protocol/status.ts";
import { builder } from "../builder.ts";
import { queryCost } from "../page/page-args.ts";
import type { GraphQLContext, WorkflowLive } from "../context.ts";
import type { Reads } from "../ports/reads.ts";
import { Step } from "../refs.ts";

/** State of a workflow at this moment. */
export interface LiveShape {
  workflowId: string;
  at: Date;
  /** Answer of the workflow; null when it did not answer, and only the record is known. */
  workflow: WorkflowLive | null;
  /** Steps that have not ended. */
  steps: () => Promise<StepRecord[]>;
  /** Number of queued turns. */
  queued: () => Promise<number>;
}

/** Queries the workflow that drives a conversation. If it does not answer, the record is used alone. */
export async function queryLive(
  { id, tenant }: ConversationRecord,
  { live, reads }: GraphQLContext,
): Promise<LiveShape> {
  const workflow = await live(id);
  return {
    workflowId: workflow?.workflowId ?? conversationWorkflowId({ tenant, conversationId: id }),
    at: workflow?.at ?? new Date(),
    workflow,
    steps: () => currentSteps(id, workflow, reads),
    queued: () => queuedTurns(id, reads),
  };
}

/**
 * The steps of a turn that have not ended. The workflow's answer takes precedence over the record, except for waiting
 * steps: no worker executes them, so the workflow does not list them.
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

/** Queued turns are the newest ones, and at most `limits.queuedTurns`. */
async function queuedTurns(conversationId: string, reads: Reads): Promise<number> {
  const current = await reads.currentTurn(conversationId);
  const page = await reads.turns(conversationId, { last: limits.queuedTurns + 1 });
  return page.items.filter(({ node }) => node.status === "QUEUED" && node.id !== current?.id)
    .length;
}

/** State of a workflow at this moment. */
export const Live = builder.objectRef<LiveShape>("Live").implement({
  description: "State of a workflow at this moment, for operators.",
  fields: (t) => ({
    at: t.expose("at", { type: "DateTime", description: "Time of this state." }),
    fromWorkflow: t.boolean({
      description:
        "True: the workflow answered. False: no workflow is running or no worker answered, and the state comes from the database alone.",
      resolve: (live) => live.workflow !== null,
    }),
    workflowId: t.exposeString("workflowId", { description: "Id of the Temporal workflow." }),
    workflowUrl: t.string({
      authScopes: { can: "usage:read" },
      description:
        "Address of the workflow in Temporal's UI; null without a link template of the deployment. Null without the scope `usage:read`.",
      nullable: true,
      resolve: (live, _, { workflowUrl }) => workflowUrl(live.workflowId),
    }),
    runId: t.string({
      description: "Id of the Temporal run; null when no workflow is running.",
      nullable: true,
      resolve: (live) => live.workflow?.runId ?? null,
    }),
    steps: t.field({
      type: [Step],
      description: "Steps that have not ended.",
      resolve: (live) => live.steps(),
    }),
    queued: t.int({
      description: "Number of queued turns, or of queued phases.",
      complexity: queryCost,
      resolve: (live) => live.queued(),
    }),
    wakesAt: t.field({
      type: "DateTime",
      description:
        "Time of the next timer: a retry, the expiry of an approval, or a timeout; null without one.",
      nullable: true,
      resolve: (live) => live.workflow?.wakesAt ?? null,
    }),
  }),
});
