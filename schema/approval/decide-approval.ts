import { builder } from "../builder.ts";
import { requireRecord } from "../errors.ts";
import { mutation } from "../mutation/mutation.ts";
import { Approval } from "../refs.ts";
import { decideApprovalIssues, decisionScopes, toDecideApproval } from "./decide-approval-input.ts";

const ApproveInput = builder.inputType("ApproveInput", {
  description: "An approval of the tool call.",
  fields: (t) => ({
    arguments: t.field({
      type: "JSON",
      description:
        "Arguments that replace the proposed ones; they must match the tool's input schema. They need the scope `approvals:edit`. Null: the proposed ones.",
    }),
    always: t.boolean({
      description:
        "True: approve further calls of this tool in this conversation, too. It needs the scope `approvals:standing`.",
      required: true,
      defaultValue: false,
    }),
    reason: t.string({ description: "Reason, kept as Approval.reason." }),
  }),
});

const RejectInput = builder.inputType("RejectInput", {
  description: "A rejection of the tool call.",
  fields: (t) => ({
    reason: t.string({
      description: "Reason, kept as Approval.reason. The model receives it.",
      required: true,
    }),
  }),
});

const VerdictInput = builder.inputType("VerdictInput", {
  description: "A verdict: exactly one of these fields.",
  isOneOf: true,
  fields: (t) => ({
    approve: t.field({ type: ApproveInput, description: "The tool call is executed." }),
    reject: t.field({ type: RejectInput, description: "The tool call is not executed." }),
  }),
});

mutation("decideApproval", {
  description:
    "Decides on a tool call that waits for approval. A different second verdict is refused with reason DECIDED.",
  input: (t) => ({
    approvalId: t.id({ description: "Id of the approval.", required: true }),
    argumentsHash: t.string({
      description:
        "Approval.argumentsHash of the arguments that the verdict is about; another hash is refused with reason STALE.",
      required: true,
    }),
    verdict: t.field({ type: VerdictInput, description: "The verdict.", required: true }),
  }),
  scope: (input) => decisionScopes(input),
  issues: (input) => decideApprovalIssues(input),
  target: { field: "approvalId", kinds: ["approval"], noun: "approval" },
  execute: (input, commands) => commands.decideApproval(toDecideApproval(input)),
  payload: {
    description: "The verdict is recorded.",
    fields: (t) => ({
      approval: t.field({
        type: Approval,
        description: "The approval.",
        resolve: ({ approvalId }, _, { reads }) =>
          requireRecord("approval", reads.approval(approvalId), reads),
      }),
    }),
  },
  errors: ["NotFoundError", "ConflictError"],
});
