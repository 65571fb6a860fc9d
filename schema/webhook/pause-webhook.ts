import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { mutation } from "../mutation/mutation.ts";
import { textIssues } from "../mutation/issues.ts";
import { webhookField } from "./new-secret.ts";

const target = { field: "webhookId" as const, kinds: ["webhook" as const], noun: "webhook" };

mutation("pauseWebhook", {
  description:
    "Stops a webhook; one that is paused stays as it is. What happens meanwhile is sent when it is resumed, as far back as events are kept.",
  input: (t) => ({
    webhookId: t.id({ description: "Id of the webhook.", required: true }),
    reason: t.string({
      description: `Why, for display, at most ${webhookLimits.reasonLength} characters.`,
      required: true,
    }),
  }),
  scope: "webhooks:write",
  target,
  issues: ({ reason }) => textIssues(reason, ["reason"], webhookLimits.reasonLength),
  execute: (input, commands) => commands.pauseWebhook(input),
  payload: {
    description: "The webhook is paused.",
    fields: (t) => ({ webhook: webhookField(t as never) }),
  },
  errors: ["NotFoundError", "ConflictError"],
});

mutation("resumeWebhook", {
  description:
    "Lets a webhook send again, at once, with the present rights of the caller. Only the owner may do this.",
  input: (t) => ({ webhookId: t.id({ description: "Id of the webhook.", required: true }) }),
  scope: "webhooks:write",
  target,
  execute: (input, commands) => commands.resumeWebhook(input),
  payload: {
    description: "The webhook sends.",
    fields: (t) => ({ webhook: webhookField(t as never) }),
  },
  errors: ["NotFoundError", "ConflictError"],
});

mutation("deleteWebhook", {
  description: "Deletes a webhook with its deliveries. An attempt that runs may still arrive.",
  input: (t) => ({ webhookId: t.id({ description: "Id of the webhook.", required: true }) }),
  scope: "webhooks:write",
  target,
  execute: (input, commands) => commands.deleteWebhook(input),
  payload: {
    description: "The webhook is deleted.",
    fields: (t) => ({
      webhookId: t.exposeID("webhookId", { description: "Its id, which names nothing any more." }),
    }),
  },
  errors: ["NotFoundError", "ConflictError"],
});
