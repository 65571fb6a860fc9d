import {
  toolPolicies,
  type ToolPolicy as Policy,
  type Verdict as VerdictName,
} from "../../protocol/approval/approval.ts";
import type { ApprovalInbox } from "../../protocol/records.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { present } from "../errors.ts";
import { Node } from "../node.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { connection } from "../page/page.ts";
import { Actor } from "../status.ts";
import { Approval, ToolCall } from "../refs.ts";

/** What became of an approval. */
export const Verdict = builder.enumType("Verdict", {
  description: "What became of an approval.",
  values: enumValues<VerdictName>({
    PENDING: "Waits for a human.",
    APPROVED: "The call runs, or ran.",
    REJECTED: "The call does not run; the model reads the reason.",
    WITHDRAWN: "The turn ended first; no verdict is needed.",
  }),
});

Approval.implement({
  description: "A human verdict on one tool call.",
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    toolCall: t.field({
      type: ToolCall,
      description: "The call.",
      resolve: async ({ callId }, _, { reads }) => {
        const call = await present("tool call", reads.entry(callId));
        if (call.kind !== "tool") throw new Error("An approval points at what is no tool call.");
        return call;
      },
    }),
    verdict: t.expose("verdict", {
      type: Verdict,
      description: "The verdict, PENDING until there is one.",
    }),
    proposedArguments: t.field({
      type: "JSON",
      description: "Arguments as the model wrote them.",
      resolve: (approval) => approval.proposedArguments,
    }),
    argumentsHash: t.exposeString("argumentsHash", {
      description: "Hash of these arguments; a verdict must name it.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When asked." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "When the default verdict falls.",
    }),
    approveOnTimeout: t.exposeBoolean("approveOnTimeout", {
      description: "True: it is approved when nobody decides in time; false: rejected.",
    }),
    decidedAt: t.expose("decidedAt", {
      type: "DateTime",
      description: "When decided.",
      nullable: true,
    }),
    decidedBy: t.expose("decidedBy", {
      type: Actor,
      description: "Who decided; SYSTEM when it ran out.",
      nullable: true,
    }),
    reason: t.exposeString("reason", { description: "Why, in their words.", nullable: true }),
  }),
});

const ApprovalConnection = connection("Approval", Approval, {
  page: "Page of approvals.",
  edge: "An approval in a page.",
  node: "The approval.",
  cursor: "Its place; not a place in the log.",
});

builder.objectFields(ApprovalConnection, (t) => ({
  totalCount: t.int({
    description: "How many match, for a badge.",
    resolve: (page) => (page as ApprovalInbox).totalCount,
  }),
  eventCursor: t.string({
    description:
      "Where the log of approvals stands: show this page, then subscribe to approvalEvents after this.",
    resolve: (page, _, { log }) => log.durableCursor(log.approvals, (page as ApprovalInbox).head),
  }),
}));

builder.queryField("approvals", (t) =>
  t.field({
    type: ApprovalConnection,
    description: "Approvals, the one that expires first on top.",
    args: {
      verdict: t.arg({
        type: Verdict,
        description: "Keep those with this verdict; null keeps all.",
        defaultValue: "PENDING",
      }),
      ...forwardArgs(t.arg),
    },
    complexity: pageCost,
    resolve: (_, { verdict, ...args }, { reads }) =>
      reads.approvals(verdict ?? null, checkedPage(args)),
  }));

const policyDescriptions: Record<Policy, string> = {
  AUTO: "It runs.",
  ASK: "A human is asked.",
  DENY: "It never runs; the model is told so.",
};

/** Who decides whether a tool may run. */
export const ToolPolicy = builder.enumType("ToolPolicy", {
  description: "Who decides whether a tool may run.",
  values: enumValues<(typeof toolPolicies)[number]>(policyDescriptions),
});
