import { scopesOfMaking } from "../access/share-input.ts";
import { VersionSelector } from "../agent/version-selector.ts";
import { BudgetInput } from "../budget/budget.ts";
import { mutation } from "../mutation/mutation.ts";
import { ContentInput } from "./content.ts";
import { startConversationIssues, toStartConversation } from "./conversation-input.ts";
import { conversationAndTurn } from "./opened-conversation.ts";

mutation("startConversation", {
  description: "Starts a conversation with an agent, and its first turn if `content` is given.",
  input: (t) => ({
    agent: t.string({ description: "Name of the agent.", required: true }),
    version: t.field({
      type: VersionSelector,
      description:
        "Version of the agent; null: the one with alias `stable`, or the latest if there is no such alias. The conversation is pinned to it.",
    }),
    title: t.string({ description: "Title for display, at most 200 characters." }),
    labels: t.stringList({
      description:
        "Labels to find the conversation by: at most 20, each at most 200 characters, none twice.",
      required: true,
      defaultValue: [],
    }),
    budget: t.field({
      type: BudgetInput,
      description: "Limits of the conversation; null: those of the agent version.",
    }),
    content: t.field({
      type: [ContentInput],
      description: "First message; null: none, the conversation waits for a message.",
    }),
    onBehalfOf: t.string({
      description:
        "Subject of the owner, for services that act for their users; needs the scope tokens:mint. Null: the caller.",
    }),
  }),
  scope: (input) => scopesOfMaking("conversations:write", input),
  issues: (input) => startConversationIssues(input),
  execute: (input, commands) => commands.startConversation(toStartConversation(input)),
  payload: { description: "The conversation is open.", fields: conversationAndTurn },
  errors: ["NotFoundError", "ConflictError", "BudgetExceededError"],
});
