import { scopesOfMaking } from "../access/share-input.ts";
import { ContentInput } from "./content.ts";
import { forkConversationIssues, toForkConversation } from "./conversation-input.ts";
import { conversationAndTurn } from "./opened-conversation.ts";
import { VersionSelector } from "../agent/version-selector.ts";
import { mutation } from "../mutation/mutation.ts";

mutation("forkConversation", {
  description:
    "Starts a conversation that shares the history of another one up to and including an entry.",
  input: (t) => ({
    entryId: t.id({
      description: "Id of the last entry to share. It must have ended.",
      required: true,
    }),
    version: t.field({
      type: VersionSelector,
      description:
        "Another version of the same agent; null: the version that the conversation is pinned to.",
    }),
    content: t.field({
      type: [ContentInput],
      description: "First message of the new conversation; null: none, it waits for a message.",
    }),
    onBehalfOf: t.string({
      description:
        "Subject of the owner, for services that act for their users; needs the scope tokens:mint. Null: the caller.",
    }),
  }),
  scope: (input) => scopesOfMaking("conversations:write", input),
  issues: (input) => forkConversationIssues(input),
  target: { field: "entryId", kinds: ["message", "tool", "handoff"], noun: "entry" },
  execute: (input, commands) => commands.forkConversation(toForkConversation(input)),
  payload: { description: "The new conversation is open.", fields: conversationAndTurn },
  errors: ["NotFoundError", "ConflictError", "BudgetExceededError"],
});
