import type { NewWebhookSecret } from "../../protocol/webhook/commands.ts";
import type { PayloadBuilder } from "../mutation/mutation.ts";
import { Webhook } from "../refs.ts";

/** Added to the description of the idempotency key of mutations that make a secret. */
export const secretOnce =
  "A replay returns the same `webhook` without `secret`: it is stored nowhere. Where the answer was lost, rotate the secret.";

/** The webhook of a payload. */
export const webhookField = (t: PayloadBuilder<{ webhookId: string; replayed: boolean }>) =>
  t.field({
    type: Webhook,
    nullable: true,
    description: "The webhook; null: it was deleted meanwhile.",
    resolve: ({ webhookId }, _, { reads }) => reads.webhook(webhookId),
  });

/** Fields of the payload of mutations that make a secret. */
export const newSecretFields = (t: PayloadBuilder<NewWebhookSecret>) => ({
  webhook: webhookField(t as never),
  secret: t.exposeString("secret", {
    description:
      "The secret, `whsec_` and base64, with which the receiver verifies. It is shown once: null in a replay.",
    nullable: true,
  }),
});
