import {
  toolPolicies,
  type ToolPolicy as Policy,
  type Verdict as VerdictName,
} from "../../protocol/approval/approval.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { requireRecord } from "../errors.ts";
import { Node } from "../node.ts";
import { Actor } from "../status.ts";
import { ApprovalContext } from "./approval-context.ts";
import { Approval, ToolCall } from "../refs.ts";

/** State of an approval. */
export const Verdict = builder.enumType("Verdict", {
  description: "State of an approval.",
  values: enumValues<VerdictName>({
    PENDING: "Waits for a decision.",
    APPROVED: "The tool call is executed.",
    REJECTED: "The tool call is not executed. The model receives the reason.",
    WITHDRAWN: "The turn ended before a decision.",
  }),
});

Approval.implement({
  description: "Approval of a tool call by a user.",
  interfaces: [Node],
  fields: (t) => ({
    toolCall: t.field({
      type: ToolCall,
      nullable: true,
      description:
        "The tool call; null, with an error FORBIDDEN, when the principal may not read its conversation.",
      resolve: async ({ callId }, _, { reads }) => {
        const call = await requireRecord("tool call", reads.entry(callId), reads);
        if (call.kind !== "tool") {
          throw new Error("An approval refers to an entry that is not a tool call.");
        }
        return call;
      },
    }),
    context: t.field({
      type: ApprovalContext,
      description: "What surrounds the tool call, to decide on it.",
      resolve: ({ id }, _, { reads }) =>
        requireRecord("approval", reads.approvalContext(id), reads),
    }),
    verdict: t.expose("verdict", {
      type: Verdict,
      description: "The verdict; PENDING until the decision.",
    }),
    proposedArguments: t.field({
      authScopes: { $any: { can: "approvals:decide", detailOf: "approval" } },
      nullable: true,
      type: "JSON",
      description:
        "Arguments that the model wrote. Null without the scope `approvals:decide` or `conversations:read:detail`, and where a reason alone would open them: read those of `toolCall`, which is recorded.",
      resolve: (approval) => approval.proposedArguments,
    }),
    argumentsHash: t.exposeString("argumentsHash", {
      description: "Hash of `proposedArguments`, an input of decideApproval.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "Time of the request." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "Time at which the approval expires, see `approveOnTimeout`.",
    }),
    approveOnTimeout: t.exposeBoolean("approveOnTimeout", {
      description: "True: the tool call is approved when the approval expires; false: rejected.",
    }),
    decidedAt: t.expose("decidedAt", {
      type: "DateTime",
      description: "Time of the decision; null before it.",
      nullable: true,
    }),
    decidedBy: t.expose("decidedBy", {
      type: Actor,
      description: "Actor that decided, SYSTEM if the approval expired; null before the decision.",
      nullable: true,
    }),
    reason: t.exposeString("reason", {
      description: "Reason of the decision; null when none was given.",
      nullable: true,
    }),
  }),
});

const policyDescriptions: Record<Policy, string> = {
  AUTO: "The tool is called without approval.",
  ASK: "Each call requires an approval.",
  DENY: "The tool is never called. The model receives a refusal.",
};

/** Whether calls of a tool require approval. */
export const ToolPolicy = builder.enumType("ToolPolicy", {
  description: "Whether calls of a tool require approval.",
  values: enumValues<(typeof toolPolicies)[number]>(policyDescriptions),
});
