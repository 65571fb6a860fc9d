import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { FeedKind } from "../feed/feed-item.ts";
import { mutation } from "../mutation/mutation.ts";
import { newSecretFields, secretOnce } from "./new-secret.ts";
import { webhookIssues } from "./webhook-input.ts";

mutation("createWebhook", {
  description:
    "Creates a webhook, which is sent what the feed reports from now on, as far as the caller may read it at the time of each attempt. The secret is shown once, in this answer.",
  keyNote: secretOnce,
  input: (t) => ({
    name: t.string({
      description: `Name for display, at most ${webhookLimits.nameLength} characters.`,
      required: true,
    }),
    address: t.string({
      description:
        "The address: https, a public host, no user name and no password. Every address of its name is checked at each attempt.",
      required: true,
    }),
    kinds: t.field({ type: [FeedKind], description: "Only items of these kinds; null: of all." }),
    agentName: t.string({
      description: "Only items about the agent of this name; null: about any.",
    }),
    sendsContent: t.boolean({
      description:
        "True: the text of a reply is sent with the end of its turn. False: ids and states alone, and the receiver reads the rest.",
      required: true,
      defaultValue: false,
    }),
  }),
  scope: "webhooks:write",
  issues: (input) => webhookIssues(input),
  execute: ({ idempotencyKey, name, address: url, kinds, agentName, sendsContent }, commands) =>
    commands.createWebhook({
      ...{ idempotencyKey, name, url, kinds: kinds ?? null },
      ...{ agent: agentName ?? null, content: sendsContent },
    }),
  payload: { description: "The webhook is created.", fields: newSecretFields },
  errors: ["ConflictError", "UnavailableError"],
});
