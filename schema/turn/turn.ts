import type { TurnRecord } from "../../protocol/conversation/records.ts";
import { readTraceparent } from "../../protocol/telemetry/trace-context.ts";
import { Budget } from "../budget/budget.ts";
import { requireRecord } from "../errors.ts";
import { Node } from "../node.ts";
import { connection } from "../page/page.ts";
import { Actor, Failure, Status } from "../status.ts";
import { Usage } from "../budget/usage-counts.ts";
import { Conversation, Message, Step, Turn } from "../refs.ts";

Turn.implement({
  description: "The work on one accepted user message: model calls and tool calls up to the reply.",
  interfaces: [Node],
  fields: (t) => ({
    conversation: t.field({
      type: Conversation,
      description: "Conversation of the turn.",
      resolve: (turn, _, { reads }) =>
        requireRecord("conversation", reads.conversation(turn.conversationId), reads),
    }),
    number: t.exposeInt("number", {
      description:
        "Number in the conversation, ascending by the time of acceptance. Numbers can be missing.",
    }),
    status: t.expose("status", { type: Status, description: "Status of the turn." }),
    createdAt: t.expose("createdAt", {
      type: "DateTime",
      description: "Time at which its message was accepted.",
    }),
    startedAt: t.expose("startedAt", {
      type: "DateTime",
      description: "Time of the start; null before it.",
      nullable: true,
    }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      description: "Time of the end; null before it.",
      nullable: true,
    }),
    messages: t.field({
      type: [Message],
      description: "The message that opened the turn, then those that were added by STEER.",
      resolve: (turn, _, { reads }) => reads.messagesOfTurn(turn.id),
    }),
    reply: t.field({
      type: Message,
      description:
        "Last message of the agent; null before there is one, and when the model's answer was empty.",
      nullable: true,
      resolve: (turn, _, { reads }) => reads.replyOfTurn(turn.id),
    }),
    output: t.field({
      type: "JSON",
      description:
        "The reply as data; null when the agent has no output schema, and before the end.",
      nullable: true,
      resolve: (turn) => turn.output,
    }),
    steps: t.field({
      type: [Step],
      description: "Model calls and tool calls, in the order of their start.",
      resolve: (turn, _, { reads }) => reads.stepsOfTurn(turn.id),
    }),
    usage: t.field({
      authScopes: { can: "usage:read" },
      nullable: true,
      type: Usage,
      description: "Usage so far. Null without the scope `usage:read`.",
      resolve: (turn, _, { reads }) => reads.usageOfTurn(turn.id),
    }),
    budget: t.expose("budget", { type: Budget, description: "Limits of the turn." }),
    failure: t.expose("failure", {
      type: Failure,
      description: "Reason why the turn failed; null when it did not.",
      nullable: true,
    }),
    cancelledBy: t.expose("cancelledBy", {
      type: Actor,
      description:
        "Actor that cancelled the turn or sent the message that interrupted it; null otherwise.",
      nullable: true,
    }),
    cancelReason: t.exposeString("cancelReason", {
      description: "Reason of the cancellation; null when none was given.",
      nullable: true,
    }),
    traceId: t.string({
      authScopes: { can: "usage:read" },
      description:
        "Id of the trace of the turn, for operators; null when it was not traced. Null without the scope `usage:read`.",
      nullable: true,
      resolve: traceIdOf,
    }),
    traceUrl: t.string({
      authScopes: { can: "usage:read" },
      description:
        "Address of the trace; null without a trace or without a link template of the deployment. Null without the scope `usage:read`.",
      nullable: true,
      resolve: (turn, _, { traceUrl }) => {
        const traceId = traceIdOf(turn);
        return traceId && traceUrl(traceId);
      },
    }),
  }),
});

/** Null for a trace that was not sampled: no backend has it. */
function traceIdOf({ traceparent }: TurnRecord): string | null {
  const span = readTraceparent(traceparent);
  return span?.sampled ? span.traceId : null;
}

/** Page of turns. */
export const TurnConnection = connection("Turn", Turn, "turns");
