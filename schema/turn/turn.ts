import type { TurnRecord } from "../../protocol/records.ts";
import { readTraceparent } from "../../protocol/telemetry/trace-context.ts";
import { Budget } from "../budget/budget.ts";
import { present } from "../errors.ts";
import { Node } from "../node.ts";
import { connection } from "../page/page.ts";
import { Actor, Failure, Status, Usage } from "../status.ts";
import { Conversation, Message, Step, Turn } from "../refs.ts";

Turn.implement({
  description: "From one accepted user message until the agent rests.",
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    conversation: t.field({
      type: Conversation,
      description: "Its conversation.",
      resolve: (turn, _, { reads }) =>
        present("conversation", reads.conversation(turn.conversationId)),
    }),
    number: t.exposeInt("number", { description: "1, 2, 3, ... in the order of acceptance." }),
    status: t.expose("status", { type: Status, description: "Where it stands." }),
    createdAt: t.expose("createdAt", {
      type: "DateTime",
      description: "When its message was accepted.",
    }),
    startedAt: t.expose("startedAt", {
      type: "DateTime",
      description: "When it began.",
      nullable: true,
    }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      description: "When it ended.",
      nullable: true,
    }),
    messages: t.field({
      type: [Message],
      description: "The user's message, then those that were steered in.",
      resolve: (turn, _, { reads }) => reads.messagesOfTurn(turn.id),
    }),
    reply: t.field({
      type: Message,
      description:
        "The agent's last message; null before there is one, and when the model's answer was empty.",
      nullable: true,
      resolve: (turn, _, { reads }) => reads.replyOfTurn(turn.id),
    }),
    output: t.field({
      type: "JSON",
      description: "The reply as data, when the agent has an output schema.",
      nullable: true,
      resolve: (turn) => turn.output,
    }),
    steps: t.field({
      type: [Step],
      description: "Model calls and tool calls in the order they began.",
      resolve: (turn, _, { reads }) => reads.stepsOfTurn(turn.id),
    }),
    usage: t.field({
      type: Usage,
      description: "Used so far.",
      resolve: (turn, _, { reads }) => reads.usageOfTurn(turn.id),
    }),
    budget: t.expose("budget", { type: Budget, description: "Its limits." }),
    failure: t.expose("failure", {
      type: Failure,
      description: "Why it failed.",
      nullable: true,
    }),
    cancelledBy: t.expose("cancelledBy", {
      type: Actor,
      description: "Who cancelled it, or sent the message that interrupted it.",
      nullable: true,
    }),
    cancelReason: t.exposeString("cancelReason", {
      description: "Why, in their words.",
      nullable: true,
    }),
    traceId: t.string({
      description: "The trace that shows it, for operators; null when nothing is traced.",
      nullable: true,
      resolve: traceIdOf,
    }),
    traceUrl: t.string({
      description: "Where to look at it, by the deployment's link template.",
      nullable: true,
      resolve: (turn, _, { traceUrl }) => {
        const traceId = traceIdOf(turn);
        return traceId && traceUrl(traceId);
      },
    }),
  }),
});

/** A trace that was not sampled shows nothing. */
function traceIdOf({ traceparent }: TurnRecord): string | null {
  const span = readTraceparent(traceparent);
  return span?.sampled ? span.traceId : null;
}

/** Page of turns. */
export const TurnConnection = connection("Turn", Turn, {
  page: "Page of turns.",
  edge: "A turn in a page.",
  node: "The turn.",
});
