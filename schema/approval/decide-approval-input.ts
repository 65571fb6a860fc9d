import type { DecideApproval } from "../../protocol/commands.ts";
import { limits } from "../../protocol/limits.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { issueIf, keyIssues, lengthIssues, textIssues } from "../mutation/issues.ts";

type Maybe<T> = T | null | undefined;

/** What a client sends to decideApproval; exactly one field of `verdict` is set. */
export interface DecideApprovalInput {
  idempotencyKey: string;
  approvalId: string;
  argumentsHash: string;
  verdict: {
    approve?: Maybe<{ arguments?: unknown; always: boolean; reason?: Maybe<string> }>;
    reject?: Maybe<{ reason: string }>;
  };
}

/** All that is wrong with an input of decideApproval; whether arguments fit the tool is the store's to know. */
export function decideApprovalIssues(input: DecideApprovalInput): ValidationIssue[] {
  const { approve, reject } = input.verdict;
  const args = approve?.arguments;
  const isObject = typeof args === "object" && !Array.isArray(args);
  return [
    ...keyIssues(input.idempotencyKey),
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

/** Depth is limited by the scalar. */
function hasInexactNumber(value: unknown): boolean {
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasInexactNumber);
}

/** The command that an input without issues stands for. */
export function toDecideApproval({ verdict, ...rest }: DecideApprovalInput): DecideApproval {
  const { approve, reject } = verdict;
  if (!approve) return { ...rest, verdict: { kind: "REJECTED", reason: reject?.reason ?? "" } };
  const { arguments: args, always, reason } = approve;
  return {
    ...rest,
    verdict: { kind: "APPROVED", arguments: args ?? null, always, reason: reason ?? null },
  };
}
