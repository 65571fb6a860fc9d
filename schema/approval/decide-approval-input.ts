import type { Scope } from "../../protocol/auth/scopes.ts";
import type { DecideApproval } from "../../protocol/approval/commands.ts";
import { limits } from "../../protocol/limits.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { issueIf, lengthIssues, type Maybe, textIssues } from "../mutation/issues.ts";

/** Input of decideApproval, with exactly one field of `verdict`. */
export interface DecideApprovalInput {
  idempotencyKey: string;
  approvalId: string;
  argumentsHash: string;
  verdict: {
    approve?: Maybe<{ arguments?: unknown; always: boolean; reason?: Maybe<string> }>;
    reject?: Maybe<{ reason: string }>;
  };
}

/** The scopes that the verdict needs: changed arguments and an approval of further calls need their own ones. */
export function decisionScopes({ verdict: { approve } }: DecideApprovalInput): Scope[] {
  return [
    "approvals:decide",
    ...(approve?.arguments == null ? [] : ["approvals:edit"] as const),
    ...(approve?.always ? ["approvals:standing"] as const : []),
  ];
}

/** Issues of an input of decideApproval, except whether the arguments match the tool's schema. */
export function decideApprovalIssues(input: DecideApprovalInput): ValidationIssue[] {
  const { approve, reject } = input.verdict;
  const args = approve?.arguments;
  const isObject = typeof args === "object" && !Array.isArray(args);
  return [
    ...issueIf(
      args != null && !isObject,
      ["verdict", "approve", "arguments"],
      "Write a JSON object.",
    ),
    ...issueIf(
      hasInexactNumber(args),
      ["verdict", "approve", "arguments"],
      "A whole number beyond 2^53 - 1 is not kept exactly. Write it as a string, if the tool takes one.",
    ),
    ...lengthIssues(approve?.reason, ["verdict", "approve", "reason"], limits.messageLength),
    ...textIssues(reject?.reason, ["verdict", "reject", "reason"], limits.messageLength),
  ];
}

/** The scalar limits the depth. */
function hasInexactNumber(value: unknown): boolean {
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasInexactNumber);
}

/** The command of a valid input. */
export function toDecideApproval({ verdict, ...rest }: DecideApprovalInput): DecideApproval {
  const { approve, reject } = verdict;
  if (!approve) return { ...rest, verdict: { kind: "REJECTED", reason: reject?.reason ?? "" } };
  const { arguments: args, always, reason } = approve;
  return {
    ...rest,
    verdict: { kind: "APPROVED", arguments: args ?? null, always, reason: reason ?? null },
  };
}
