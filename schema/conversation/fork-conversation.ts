import type { StartedConversation } from "../../protocol/commands.ts";
import { idKind } from "../../protocol/ids.ts";
import { notFound, validationError } from "../../protocol/user-error.ts";
import { builder } from "../builder.ts";
import { ContentInput } from "./content.ts";
import { forkConversationIssues, toForkConversation } from "./conversation-input.ts";
import { present } from "../errors.ts";
import { keyDescription, replayedDescription } from "../mutation/input-descriptions.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import { ConflictError, NotFoundError, ValidationError } from "../mutation/user-error.ts";
import { VersionSelector } from "../agent/version-selector.ts";
import { Conversation, Turn } from "../refs.ts";

const ForkConversationInput = builder.inputType("ForkConversationInput", {
  description: "Input of forkConversation.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    entryId: t.id({ description: "The last entry to keep; a finished one.", required: true }),
    version: t.field({
      type: VersionSelector,
      description: "Another version of the agent; null keeps the pinned one.",
    }),
    content: t.field({
      type: [ContentInput],
      description: "First message of the new conversation.",
    }),
  }),
});

const ForkConversationPayload = builder.objectRef<StartedConversation>("ForkConversationPayload")
  .implement({
    description: "The fork is open.",
    fields: (t) => ({
      conversation: t.field({
        type: Conversation,
        description: "The new conversation.",
        resolve: ({ conversationId }, _, { reads }) =>
          present("conversation", reads.conversation(conversationId)),
      }),
      turn: t.field({
        type: Turn,
        description: "The turn of the first message; null when none was given.",
        nullable: true,
        resolve: ({ turnId }, _, { reads }) => turnId === null ? null : reads.turn(turnId),
      }),
      replayed: t.exposeBoolean("replayed", { description: replayedDescription }),
    }),
  });

const refusals = ["ValidationError", "NotFoundError", "ConflictError"] as const;

const ForkConversationResult = builder.unionType("ForkConversationResult", {
  description: "Result of forkConversation.",
  types: [ForkConversationPayload, ValidationError, NotFoundError, ConflictError],
  resolveType: resultTypeName("ForkConversationPayload"),
});

builder.mutationField("forkConversation", (t) =>
  t.field({
    type: ForkConversationResult,
    description: "Starts a conversation that shares the past of another up to an entry.",
    args: { input: t.arg({ type: ForkConversationInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const issues = forkConversationIssues(input);
      const isEntry = ["message", "tool", "handoff"].includes(idKind(input.entryId) ?? "");
      const missing = isEntry ? null : notFound("such entry", ["entryId"]);
      const refused = issues.length > 0 ? validationError(issues) : missing;
      return narrowed(refused ?? commands.forkConversation(toForkConversation(input)), refusals);
    },
  }));
