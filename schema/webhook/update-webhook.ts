import type { WebhookSettings } from "../../protocol/webhook/webhook.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { FeedKind } from "../feed/feed-item.ts";
import { mutation } from "../mutation/mutation.ts";
import { webhookField } from "./new-secret.ts";
import { webhookIssues } from "./webhook-input.ts";

mutation("updateWebhook", {
  description:
    "Changes a webhook. Attempts that begin later go to the new address, also those of earlier items; a new filter concerns items that it has not been given. Only the owner may do this.",
  input: (t) => ({
    webhookId: t.id({ description: "Id of the webhook.", required: true }),
    name: t.string({
      description:
        `New name, at most ${webhookLimits.nameLength} characters; null or absent: it stays.`,
    }),
    address: t.string({ description: "New address; null or absent: it stays." }),
    kinds: t.field({
      type: [FeedKind],
      description: "Only items of these kinds from now on; null: of all. Absent: it stays.",
    }),
    agentName: t.string({
      description: "Only items about the agent of this name; null: about any. Absent: it stays.",
    }),
    sendsContent: t.boolean({
      description: "Whether the text of replies is sent; null or absent: it stays.",
    }),
  }),
  scope: "webhooks:write",
  target: { field: "webhookId", kinds: ["webhook"], noun: "webhook" },
  issues: (input) => webhookIssues(input),
  execute: ({ idempotencyKey, webhookId, ...input }, commands) => {
    const { name, address, kinds, agentName, sendsContent } = input;
    const change: Partial<WebhookSettings> = {
      ...(name != null && { name }),
      ...(address != null && { url: address }),
      ...(kinds !== undefined && { kinds }),
      ...(agentName !== undefined && { agent: agentName }),
      ...(sendsContent != null && { content: sendsContent }),
    };
    return commands.updateWebhook({ idempotencyKey, webhookId, change });
  },
  payload: {
    description: "The webhook is changed.",
    fields: (t) => ({ webhook: webhookField(t as never) }),
  },
  errors: ["NotFoundError", "ConflictError"],
});
