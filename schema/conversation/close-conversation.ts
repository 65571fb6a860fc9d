import type { ClosedConversation } from "../../protocol/commands.ts";
import { validationError } from "../../protocol/user-error.ts";
import { builder } from "../builder.ts";
import { present } from "../errors.ts";
import {
  keyDescription,
  missingConversation,
  replayedDescription,
} from "../mutation/input-descriptions.ts";
import { keyIssues } from "../mutation/issues.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import { ConflictError, NotFoundError, ValidationError } from "../mutation/user-error.ts";
import { Conversation } from "../refs.ts";

const CloseConversationInput = builder.inputType("CloseConversationInput", {
  description: "Input of closeConversation.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    conversationId: t.id({ description: "The conversation.", required: true }),
    erase: t.boolean({
      description: "Also erase its content, here and at Mistral; ids, counts and dates stay.",
      required: true,
      defaultValue: false,
    }),
  }),
});

const CloseConversationPayload = builder.objectRef<ClosedConversation>("CloseConversationPayload")
  .implement({
    description: "The conversation is closed.",
    fields: (t) => ({
      conversation: t.field({
        type: Conversation,
        description: "The conversation.",
        resolve: ({ conversationId }, _, { reads }) =>
          present("conversation", reads.conversation(conversationId)),
      }),
      replayed: t.exposeBoolean("replayed", { description: replayedDescription }),
    }),
  });

const refusals = ["ValidationError", "NotFoundError", "ConflictError"] as const;

const CloseConversationResult = builder.unionType("CloseConversationResult", {
  description: "Result of closeConversation.",
  types: [CloseConversationPayload, ValidationError, NotFoundError, ConflictError],
  resolveType: resultTypeName("CloseConversationPayload"),
});

builder.mutationField("closeConversation", (t) =>
  t.field({
    type: CloseConversationResult,
    description: "Ends a conversation for good; a running turn is cancelled.",
    args: { input: t.arg({ type: CloseConversationInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const issues = keyIssues(input.idempotencyKey);
      const refused = issues.length > 0
        ? validationError(issues)
        : missingConversation(input.conversationId);
      // A default is no part of what a key stands for.
      const command = { ...input, erase: input.erase || null };
      return narrowed(refused ?? commands.closeConversation(command), refusals);
    },
  }));
