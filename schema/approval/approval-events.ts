import { builder } from "../builder.ts";
import { ApprovalChanged } from "../log/event-kinds.ts";
import { EventConnection } from "../log/event-page.ts";
import { reportCursor } from "../log/subscribe.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { bothWaysArgs } from "../page/page-fields.ts";

builder.subscriptionField("approvalEvents", (t) =>
  t.field({
    type: ApprovalChanged,
    description:
      "Every approval of the tenant as it changes. Never ends. Twin: Query.approvalEvents.",
    args: { after: t.arg.string({ description: "Cursor to start behind." }) },
    subscribe: (_, { after }, { log, lastEventId }) =>
      log.subscribe(log.approvals, { after: lastEventId ?? after ?? null, deltas: false }),
    resolve: (event, _, context) => reportCursor(event, context) as never,
  }));

builder.queryField("approvalEvents", (t) =>
  t.field({
    type: EventConnection,
    description: "The log behind Subscription.approvalEvents.",
    args: bothWaysArgs(t.arg),
    complexity: pageCost,
    resolve: (_, args, { log }) => log.page(log.approvals, checkedPage(args), null),
  }));
