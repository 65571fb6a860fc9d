import type { StartedConversation } from "../../protocol/commands.ts";
import { validationError } from "../../protocol/user-error.ts";
import { BudgetInput } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { ContentInput } from "./content.ts";
import { startConversationIssues, toStartConversation } from "./conversation-input.ts";
import { present } from "../errors.ts";
import { keyDescription, replayedDescription } from "../mutation/input-descriptions.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import { ConflictError, NotFoundError, ValidationError } from "../mutation/user-error.ts";
import { VersionSelector } from "../agent/version-selector.ts";
import { Conversation, Turn } from "../refs.ts";

const StartConversationInput = builder.inputType("StartConversationInput", {
  description: "Input of startConversation.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    agent: t.string({ description: "Name of the agent.", required: true }),
    version: t.field({
      type: VersionSelector,
      description:
        "Which version; null: alias `stable`, or the latest where there is no such alias.",
    }),
    title: t.string({ description: "Title for people." }),
    labels: t.stringList({
      description: "Free labels, at most 20.",
      required: true,
      defaultValue: [],
    }),
    budget: t.field({ type: BudgetInput, description: "Tighter limits of the conversation." }),
    content: t.field({ type: [ContentInput], description: "First message." }),
  }),
});

const StartConversationPayload = builder.objectRef<StartedConversation>("StartConversationPayload")
  .implement({
    description: "The conversation is open. Subscribe without `after` to see all of it.",
    fields: (t) => ({
      conversation: t.field({
        type: Conversation,
        description: "The conversation.",
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

const StartConversationResult = builder.unionType("StartConversationResult", {
  description: "Result of startConversation.",
  types: [StartConversationPayload, ValidationError, NotFoundError, ConflictError],
  resolveType: resultTypeName("StartConversationPayload"),
});

builder.mutationField("startConversation", (t) =>
  t.field({
    type: StartConversationResult,
    description: "Starts a conversation, with a first message if one is given.",
    args: { input: t.arg({ type: StartConversationInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const issues = startConversationIssues(input);
      const refused = issues.length > 0 && validationError(issues);
      return narrowed(refused || commands.startConversation(toStartConversation(input)), refusals);
    },
  }));
