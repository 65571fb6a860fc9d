import type { SendMessage, SentMessage } from "../../protocol/commands.ts";
import type { MessageRecord } from "../../protocol/records.ts";
import { validationError } from "../../protocol/user-error.ts";
import { BudgetInput } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { ContentInput } from "./content.ts";
import { sendMessageIssues, toSendMessage } from "./conversation-input.ts";
import { enumValues } from "../enum-values.ts";
import { present } from "../errors.ts";
import {
  keyDescription,
  missingConversation,
  replayedDescription,
} from "../mutation/input-descriptions.ts";
import { isUserError, narrowed, resultTypeName, type UserErrorOf } from "../mutation/outcome.ts";
import {
  BudgetExceededError,
  ConflictError,
  NotFoundError,
  ValidationError,
} from "../mutation/user-error.ts";
import { Message, Turn } from "../refs.ts";

const WhenBusy = builder.enumType("WhenBusy", {
  description: "What a running turn makes of a new message.",
  values: enumValues<SendMessage["whenBusy"]>({
    ENQUEUE: "It comes after it.",
    REJECT: "It is refused (BUSY).",
    INTERRUPT: "The turn is stopped; what was said stays.",
    ROLLBACK: "The turn is undone as if it had not been.",
    STEER: "It goes along with the next tool results; where none come, after the turn.",
  }),
});

const SendMessageInput = builder.inputType("SendMessageInput", {
  description: "Input of sendMessage.",
  fields: (t) => ({
    idempotencyKey: t.string({
      description: `${keyDescription} Comes back as Message.idempotencyKey.`,
      required: true,
    }),
    conversationId: t.id({ description: "The conversation.", required: true }),
    content: t.field({ type: [ContentInput], description: "The message.", required: true }),
    whenBusy: t.field({
      type: WhenBusy,
      description: "What a running turn makes of it.",
      required: true,
      defaultValue: "ENQUEUE",
    }),
    budget: t.field({ type: BudgetInput, description: "Tighter limits of the turn." }),
  }),
});

/** The message and its conversation, for the cursor. */
type Sent = SentMessage & { conversationId: string };

const SendMessagePayload = builder.objectRef<Sent>("SendMessagePayload").implement({
  description: "The message is accepted.",
  fields: (t) => ({
    entry: t.field({
      type: Message,
      description: "The message.",
      resolve: ({ entryId }, _, { reads }) =>
        present("message", reads.entry(entryId) as Promise<MessageRecord | null>),
    }),
    turn: t.field({
      type: Turn,
      description: "The turn it opened or was steered into.",
      // A steered message may have moved to a turn of its own since.
      resolve: async ({ entryId }, _, { reads }) => {
        const { turnId } = await present("message", reads.entry(entryId));
        return await present("turn", reads.turn(turnId));
      },
    }),
    eventCursor: t.string({
      description: "Subscribe after this to read all that the message causes, and nothing older.",
      resolve: ({ conversationId, beforeSeq }, _, { log }) => log.cursor(conversationId, beforeSeq),
    }),
    replayed: t.exposeBoolean("replayed", { description: replayedDescription }),
  }),
});

const refusals = [
  "ValidationError",
  "NotFoundError",
  "ConflictError",
  "BudgetExceededError",
] as const;
type Refusal = (typeof refusals)[number];

const SendMessageResult = builder.unionType("SendMessageResult", {
  description: "Result of sendMessage.",
  types: [SendMessagePayload, ValidationError, NotFoundError, ConflictError, BudgetExceededError],
  resolveType: resultTypeName("SendMessagePayload"),
});

builder.mutationField("sendMessage", (t) =>
  t.field({
    type: SendMessageResult,
    description: "Accepts a message at any time; `whenBusy` says what a running turn makes of it.",
    args: { input: t.arg({ type: SendMessageInput, description: "Input.", required: true }) },
    resolve: async (_, { input }, { commands }): Promise<Sent | UserErrorOf<Refusal>> => {
      const { conversationId } = input;
      const issues = sendMessageIssues(input);
      const refused = issues.length > 0
        ? validationError(issues)
        : missingConversation(conversationId);
      const result = await narrowed(
        refused ?? commands.sendMessage(toSendMessage(input)),
        refusals,
      );
      return isUserError(result) ? result : { ...result, conversationId };
    },
  }));
