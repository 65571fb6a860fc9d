import type { Verdict as VerdictName } from "../../protocol/approval/approval.ts";
import type {
  ApprovalFilter as Filter,
  ApprovalInbox,
  ApprovalOrder,
} from "../../protocol/approval/records.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import type { Maybe } from "../mutation/issues.ts";
import { checkedPage, pageCost, queryCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { connection } from "../page/page.ts";
import { Approval } from "../refs.ts";
import { Verdict } from "./approval.ts";

const ApprovalConnection = connection("Approval", Approval, "approvals", {
  cursor: "Cursor of the edge, not a cursor of events.",
});

builder.objectFields(ApprovalConnection, (t) => ({
  totalCount: t.int({
    description: "Number of all approvals that match.",
    complexity: queryCost,
    resolve: (page, _, { reads }) => reads.approvalCount((page as ApprovalInbox).filter),
  }),
  eventCursor: t.string({
    description:
      "Cursor of the approvals stream. The page is at least as new: subscribe to approvalEvents after this cursor.",
    resolve: (page, _, { log }) => log.durableCursor(log.approvals, (page as ApprovalInbox).head),
  }),
}));

const ApprovalFilter = builder.inputType("ApprovalFilter", {
  description: "Filter of approvals. All fields must match; a null field matches all.",
  fields: (t) => ({
    verdicts: t.field({
      type: [Verdict],
      description: "Only approvals with one of these verdicts, in place of the argument `verdict`.",
    }),
    agent: t.string({ description: "Name of the agent of the conversation." }),
    conversationId: t.id({ description: "Id of the conversation." }),
    server: t.string({ description: "Name of the tool's MCP server." }),
    tool: t.string({ description: "Name of the tool." }),
    createdFrom: t.field({ type: "DateTime", description: "Requested at this time or later." }),
    createdTo: t.field({ type: "DateTime", description: "Requested before this time." }),
    decidedFrom: t.field({ type: "DateTime", description: "Decided at this time or later." }),
    decidedTo: t.field({ type: "DateTime", description: "Decided before this time." }),
  }),
});

const ApprovalOrderEnum = builder.enumType("ApprovalOrder", {
  description: "Order of approvals.",
  values: enumValues<ApprovalOrder>({
    EXPIRY: "By `expiresAt`, the earliest first.",
    DECISION: "By `decidedAt`, the latest first; without those that wait for a decision.",
  }),
});

builder.queryField("approvals", (t) =>
  t.field({
    authScopes: { can: "approvals:read" },
    nullable: true,
    type: ApprovalConnection,
    description: "Approvals, by `order`. Null without the scope `approvals:read`.",
    args: {
      verdict: t.arg({
        type: Verdict,
        description:
          "Only approvals with this verdict; null: all. With the order DECISION, PENDING stands for all that are decided.",
        defaultValue: "PENDING",
      }),
      filter: t.arg({
        type: ApprovalFilter,
        description: "Only approvals that match; null: all.",
      }),
      order: t.arg({
        type: ApprovalOrderEnum,
        description: "Order. A cursor of one order is none of the other.",
        required: true,
        defaultValue: "EXPIRY",
      }),
      ...forwardArgs(t.arg),
    },
    complexity: pageCost,
    resolve: (_, { verdict, filter, order, ...args }, { reads }) =>
      reads.approvals({ ...toFilter(verdict, filter, order), order }, checkedPage(args)),
  }));

function toFilter(
  verdict: Maybe<VerdictName>,
  filter: Maybe<Filter>,
  order: ApprovalOrder,
): Filter {
  const isAny = verdict == null || (order === "DECISION" && verdict === "PENDING");
  return { ...filter, verdicts: filter?.verdicts ?? (isAny ? null : [verdict]) };
}
