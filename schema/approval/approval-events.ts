import { builder } from "../builder.ts";
import { ApprovalChanged } from "../log/event-kinds.ts";
import { EventConnection } from "../log/event-page.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { bothWaysArgs } from "../page/page-fields.ts";

builder.subscriptionField("approvalEvents", (t) =>
  t.field({
    authScopes: { can: "approvals:read" },
    type: ApprovalChanged,
    description:
      "Changes of all approvals of the tenant. The stream never ends. Also available as Query.approvalEvents.",
    args: {
      after: t.arg.string({ description: "Cursor to start after; null: the oldest stored event." }),
    },
    subscribe: (_, { after }, { log, lastEventId }) =>
      log.subscribe(log.approvals, { after: lastEventId ?? after ?? null, deltas: false }),
    resolve: (event) => event as never,
  }));

builder.queryField("approvalEvents", (t) =>
  t.field({
    authScopes: { can: "approvals:read" },
    nullable: true,
    type: EventConnection,
    description:
      "Stored events of Subscription.approvalEvents. Null without the scope `approvals:read`.",
    args: bothWaysArgs(t.arg),
    complexity: pageCost,
    resolve: (_, args, { log }) => log.page(log.approvals, checkedPage(args), null),
  }));
