import { mutation } from "../mutation/mutation.ts";
import { WebhookDelivery } from "../refs.ts";
import { webhookField } from "./new-secret.ts";

mutation("testWebhook", {
  description:
    "Sends a message of the type `webhook.test`, also while the webhook is paused. Its delivery reports how it ended. Only the owner may do this.",
  input: (t) => ({ webhookId: t.id({ description: "Id of the webhook.", required: true }) }),
  scope: "webhooks:write",
  target: { field: "webhookId", kinds: ["webhook"], noun: "webhook" },
  execute: (input, commands) => commands.testWebhook(input),
  payload: {
    description: "The message waits to be sent.",
    fields: (t) => ({
      webhook: webhookField(t as never),
      delivery: t.field({
        type: WebhookDelivery,
        nullable: true,
        description: "The delivery; null: it was deleted meanwhile.",
        resolve: ({ deliveryId }, _, { reads }) => reads.delivery(deliveryId),
      }),
    }),
  },
  errors: ["NotFoundError", "ConflictError"],
});
