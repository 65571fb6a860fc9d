import { limits } from "../../protocol/limits.ts";
import { mutation } from "../mutation/mutation.ts";
import { Conversation } from "../refs.ts";
import { toUpdateConversation, updateConversationIssues } from "./conversation-input.ts";

mutation("updateConversation", {
  description:
    "Changes the title or the labels of a conversation, also of a closed one. `activeAt` stays as it is.",
  input: (t) => ({
    conversationId: t.id({ description: "Id of the conversation.", required: true }),
    title: t.string({
      description:
        `New title, at most ${limits.labelLength} characters; null: none. Absent: it stays.`,
    }),
    labels: t.stringList({
      description:
        `All its labels from now on, at most ${limits.labels}; null or absent: they stay.`,
    }),
  }),
  scope: "conversations:write",
  issues: (input) => updateConversationIssues(input),
  target: { field: "conversationId", kinds: ["conversation"], noun: "conversation" },
  execute: (input, commands) => commands.updateConversation(toUpdateConversation(input)),
  payload: {
    description: "The conversation has this title and these labels.",
    fields: (t) => ({
      conversation: t.field({
        type: Conversation,
        description: "The conversation; null if the caller may not read it.",
        nullable: true,
        resolve: ({ conversationId }, _, { reads }) => reads.conversation(conversationId),
      }),
    }),
  },
  errors: ["NotFoundError", "ConflictError"],
});
