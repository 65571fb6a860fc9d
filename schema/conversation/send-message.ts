import type { SendMessage, SentMessage } from "../../protocol/conversation/commands.ts";
import type { MessageRecord } from "../../protocol/conversation/records.ts";
import { BudgetInput } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { requireRecord } from "../errors.ts";
import { isUserError, mutation, type PayloadBuilder } from "../mutation/mutation.ts";
import { Message, Turn } from "../refs.ts";
import { ContentInput } from "./content.ts";
import { sendMessageIssues, toSendMessage } from "./conversation-input.ts";

const WhenBusy = builder.enumType("WhenBusy", {
  description: "What happens to a message while another turn of the conversation is open.",
  values: enumValues<SendMessage["whenBusy"]>({
    ENQUEUE: "The message waits until the open turn has ended.",
    REJECT: "The message is refused with a ConflictError, reason BUSY.",
    INTERRUPT: "The open turn is cancelled and keeps its entries; the message comes next.",
    ROLLBACK: "The open turn is discarded with its entries; the message comes next.",
    STEER:
      "The message is added to the open turn, together with its next tool results. If there are none, it opens the next turn.",
  }),
});

/** The result of the command and the conversation, which the cursor needs. */
type Sent = SentMessage & { conversationId: string };

mutation("sendMessage", {
  description: "Accepts a message, also while a turn is open: `whenBusy` says what happens then.",
  keyNote: "Message.idempotencyKey returns it.",
  input: (t) => ({
    conversationId: t.id({ description: "Id of the conversation.", required: true }),
    content: t.field({
      type: [ContentInput],
      description: "Parts of the message, 1 to 10, together at most `Limits.messageLength`.",
      required: true,
    }),
    whenBusy: t.field({
      type: WhenBusy,
      description: "What happens if a turn of the conversation is open.",
      required: true,
      defaultValue: "ENQUEUE",
    }),
    budget: t.field({
      type: BudgetInput,
      description: "Limits of the turn; null: those of the agent version.",
    }),
  }),
  scope: "conversations:write",
  issues: (input) => sendMessageIssues(input),
  target: { field: "conversationId", kinds: ["conversation"], noun: "conversation" },
  execute: async (input, commands) => {
    const result = await commands.sendMessage(toSendMessage(input));
    return isUserError(result) ? result : { ...result, conversationId: input.conversationId };
  },
  payload: { description: "The message was accepted.", fields: payloadFields },
  errors: ["NotFoundError", "ConflictError", "BudgetExceededError"],
});

function payloadFields(t: PayloadBuilder<Sent>) {
  return {
    entry: t.field({
      type: Message,
      description: "The message.",
      resolve: ({ entryId, message }, _, { reads }) =>
        message ??
          requireRecord("message", reads.entry(entryId) as Promise<MessageRecord | null>, reads),
    }),
    turn: t.field({
      type: Turn,
      description: "The turn that the message opened or was added to.",
      // A steered message may have moved to a turn of its own since it was accepted.
      resolve: async ({ entryId, turn }, _, { reads }) => {
        if (turn) return turn;
        const { turnId } = await requireRecord("message", reads.entry(entryId), reads);
        return await requireRecord("turn", reads.turn(turnId), reads);
      },
    }),
    eventCursor: t.string({
      description:
        "Subscribe to conversationEvents after this cursor to read every event that the message causes and no older one.",
      resolve: ({ conversationId, beforeSeq }, _, { log }) => log.cursor(conversationId, beforeSeq),
    }),
  };
}
