import type { DecidedApproval } from "../../protocol/commands.ts";
import { isId } from "../../protocol/ids.ts";
import { notFound, validationError } from "../../protocol/user-error.ts";
import { builder } from "../builder.ts";
import { present } from "../errors.ts";
import { keyDescription, replayedDescription } from "../mutation/input-descriptions.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import { ConflictError, NotFoundError, ValidationError } from "../mutation/user-error.ts";
import { Approval } from "../refs.ts";
import { decideApprovalIssues, toDecideApproval } from "./decide-approval-input.ts";

const ApproveInput = builder.inputType("ApproveInput", {
  description: "How to approve.",
  fields: (t) => ({
    arguments: t.field({
      type: "JSON",
      description: "Run it with these arguments instead; checked against the tool's schema.",
    }),
    always: t.boolean({
      description: "Ask no more for this tool in this conversation.",
      required: true,
      defaultValue: false,
    }),
    reason: t.string({ description: "Why, for the record." }),
  }),
});

const RejectInput = builder.inputType("RejectInput", {
  description: "How to reject.",
  fields: (t) => ({
    reason: t.string({ description: "Why; the model reads it.", required: true }),
  }),
});

const VerdictInput = builder.inputType("VerdictInput", {
  description: "A verdict: exactly one of these.",
  isOneOf: true,
  fields: (t) => ({
    approve: t.field({ type: ApproveInput, description: "Let it run." }),
    reject: t.field({ type: RejectInput, description: "Do not." }),
  }),
});

const DecideApprovalInput = builder.inputType("DecideApprovalInput", {
  description: "Input of decideApproval.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    approvalId: t.id({ description: "The approval.", required: true }),
    argumentsHash: t.string({
      description: "Approval.argumentsHash, as it was on the screen.",
      required: true,
    }),
    verdict: t.field({ type: VerdictInput, description: "The verdict.", required: true }),
  }),
});

const DecideApprovalPayload = builder.objectRef<DecidedApproval>("DecideApprovalPayload")
  .implement({
    description: "The verdict stands.",
    fields: (t) => ({
      approval: t.field({
        type: Approval,
        description: "The approval.",
        resolve: ({ approvalId }, _, { reads }) => present("approval", reads.approval(approvalId)),
      }),
      replayed: t.exposeBoolean("replayed", { description: replayedDescription }),
    }),
  });

const refusals = ["ValidationError", "NotFoundError", "ConflictError"] as const;

const DecideApprovalResult = builder.unionType("DecideApprovalResult", {
  description: "Result of decideApproval.",
  types: [DecideApprovalPayload, ValidationError, NotFoundError, ConflictError],
  resolveType: resultTypeName("DecideApprovalPayload"),
});

builder.mutationField("decideApproval", (t) =>
  t.field({
    type: DecideApprovalResult,
    description: "Gives the one verdict on a tool call. A second, different one is refused.",
    args: { input: t.arg({ type: DecideApprovalInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const issues = decideApprovalIssues(input);
      const refused = issues.length > 0
        ? validationError(issues)
        : isId("approval", input.approvalId)
        ? null
        : notFound("such approval", ["approvalId"]);
      return narrowed(refused ?? commands.decideApproval(toDecideApproval(input)), refusals);
    },
  }));
