import type { Scope } from "./auth/scopes.ts";
import type { Budget } from "./budget/budget.ts";
import { type RateLimit, rateLimitMessage } from "./quota/rate-limit.ts";
import type { UsageRecord } from "./budget/records.ts";

/** Reasons of conflicts. */
export const conflictReasons = [
  "KEY_REUSED",
  "BUSY",
  "QUEUE_FULL",
  "OTHER_PROVIDER",
  "ENDED",
  "DECIDED",
  "STALE",
  "REVOCATIONS_FULL",
  "WEBHOOKS_FULL",
  "SCHEDULES_FULL",
] as const;
/** One of `conflictReasons`. */
export type ConflictReason = (typeof conflictReasons)[number];

/** One fault of an input. `path` starts below `input`. */
export interface ValidationIssue {
  path: string[];
  message: string;
}

/** An expected error of a mutation; `type` is the name of the GraphQL type. */
export type UserError =
  | { type: "NotFoundError"; message: string; path: string[] }
  | { type: "ValidationError"; message: string; issues: ValidationIssue[] }
  | { type: "ConflictError"; message: string; reason: ConflictReason; currentId: string | null }
  | { type: "BudgetExceededError"; message: string; budget: Budget; usage: UsageRecord }
  | { type: "UnavailableError"; message: string; dependency: string }
  | { type: "ForbiddenError"; message: string; scope: Scope | null }
  | { type: "RateLimitedError"; message: string; rateLimit: RateLimit };

/** A RateLimitedError. */
export function rateLimited(rateLimit: RateLimit): UserError {
  return { type: "RateLimitedError", message: rateLimitMessage(rateLimit), rateLimit };
}

/** A ValidationError with these issues. */
export function validationError(issues: ValidationIssue[]): UserError {
  const faults = issues.length === 1 ? "1 fault" : `${issues.length} faults`;
  return {
    type: "ValidationError",
    message: `The input has ${faults}; see \`issues\`.`,
    issues,
  };
}

/** A NotFoundError for the object that the input field `path` names. */
export function notFound(what: string, path: string[]): UserError {
  return { type: "NotFoundError", message: `There is no ${what}.`, path };
}

/** A ForbiddenError: the principal lacks the scope, for this object or at all. */
export function forbidden(scope: Scope): UserError {
  return { type: "ForbiddenError", message: `This needs the scope \`${scope}\`.`, scope };
}

/** An UnavailableError: `dependency` cannot be reached. */
export function unavailable(dependency: string, message: string): UserError {
  return { type: "UnavailableError", dependency, message };
}

/** A ConflictError. */
export function conflict(
  reason: ConflictReason,
  message: string,
  currentId: string | null = null,
): UserError {
  return { type: "ConflictError", reason, message, currentId };
}
