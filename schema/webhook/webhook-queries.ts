import { isId } from "../../protocol/ids.ts";
import { builder } from "../builder.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { connection } from "../page/page.ts";
import { Webhook } from "../refs.ts";

const WebhookConnection = connection("Webhook", Webhook, "webhooks");

builder.queryField("webhooks", (t) =>
  t.field({
    authScopes: { can: "webhooks:read" },
    nullable: true,
    type: WebhookConnection,
    description:
      "Webhooks that the principal reaches, the newest first. Null without the scope `webhooks:read`.",
    args: forwardArgs(t.arg),
    complexity: pageCost,
    resolve: (_, args, { reads }) => reads.webhooks(checkedPage(args)),
  }));

builder.queryField("webhook", (t) =>
  t.field({
    authScopes: { can: "webhooks:read" },
    nullable: true,
    type: Webhook,
    description:
      "The webhook with this id; null when there is none, or the principal may not read it, for which it needs `webhooks:read`.",
    args: { id: t.arg.id({ description: "Id of the webhook.", required: true }) },
    resolve: (_, { id }, { reads }) => isId("webhook", id) ? reads.webhook(id) : null,
  }));
