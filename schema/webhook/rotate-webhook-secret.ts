import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { durationIssues } from "../key/api-key-input.ts";
import { mutation } from "../mutation/mutation.ts";
import { newSecretFields, secretOnce } from "./new-secret.ts";

mutation("rotateWebhookSecret", {
  description:
    "Makes a new secret. During the overlap each message has a signature of every secret, so that the receiver can change at any time of it; at most five sign, and a further one ends the oldest. Only the owner may do this.",
  keyNote: secretOnce,
  input: (t) => ({
    webhookId: t.id({ description: "Id of the webhook.", required: true }),
    overlap: t.field({
      type: "Duration",
      description: "Time for which the old secrets still sign, PT0S to P7D; null: P1D.",
    }),
  }),
  scope: "webhooks:write",
  target: { field: "webhookId", kinds: ["webhook"], noun: "webhook" },
  issues: ({ overlap }) => durationIssues(overlap, ["overlap"], [0, webhookLimits.maxOverlapMs]),
  execute: ({ overlap, ...input }, commands) =>
    commands.rotateWebhookSecret({
      ...input,
      overlapMs: overlap ?? webhookLimits.defaultOverlapMs,
    }),
  payload: { description: "The new secret is made.", fields: newSecretFields },
  errors: ["NotFoundError", "ConflictError", "UnavailableError"],
});
