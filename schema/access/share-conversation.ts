import { requireRecord } from "../errors.ts";
import { mutation, type PayloadBuilder } from "../mutation/mutation.ts";
import { Conversation } from "../refs.ts";
import { Grantee, ShareAccessEnum } from "./share.ts";
import { granteeIssues, toGrantee } from "./share-input.ts";

const target = {
  field: "conversationId",
  kinds: ["conversation"],
  noun: "conversation",
} as const;

const conversationField = (t: PayloadBuilder<{ id: string; replayed: boolean }>) => ({
  conversation: t.field({
    type: Conversation,
    description: "The conversation.",
    resolve: ({ id }, _, { reads }) => requireRecord("conversation", reads.conversation(id), reads),
  }),
});

mutation("shareConversation", {
  description:
    "Shares a conversation with a subject or a group, or changes what its share permits. The conversation of a research phase is shared with its run.",
  scope: "conversations:share",
  input: (t) => ({
    conversationId: t.id({ description: "Id of the conversation.", required: true }),
    grantee: t.field({ type: Grantee, description: "With whom.", required: true }),
    access: t.field({ type: ShareAccessEnum, description: "What is permitted.", required: true }),
  }),
  issues: ({ grantee }) => granteeIssues(grantee),
  target,
  execute: ({ idempotencyKey, conversationId: id, grantee, access }, commands) =>
    commands.shareConversation({ idempotencyKey, id, grantee: toGrantee(grantee), access }),
  payload: { description: "The conversation is shared.", fields: conversationField },
  errors: ["NotFoundError", "ConflictError"],
});

mutation("unshareConversation", {
  description:
    "Ends a share of a conversation; without one it changes nothing. Open subscriptions of those who lose access end within 5 seconds.",
  scope: "conversations:share",
  input: (t) => ({
    conversationId: t.id({ description: "Id of the conversation.", required: true }),
    grantee: t.field({ type: Grantee, description: "Whose share ends.", required: true }),
  }),
  issues: ({ grantee }) => granteeIssues(grantee),
  target,
  execute: ({ idempotencyKey, conversationId: id, grantee }, commands) =>
    commands.unshareConversation({ idempotencyKey, id, grantee: toGrantee(grantee) }),
  payload: { description: "The share has ended.", fields: conversationField },
  errors: ["NotFoundError", "ConflictError"],
});
