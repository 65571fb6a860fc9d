/** Where a turn, step or entry stands. The last four are final. */
export const statuses = [
  "QUEUED",
  "RUNNING",
  "WAITING",
  "COMPLETED",
  "FAILED",
  "CANCELLED",
  "DISCARDED",
] as const;
/** One of `statuses`. */
export type Status = (typeof statuses)[number];

/** True when nothing can follow this status. */
export function isFinal(status: Status): boolean {
  return statuses.indexOf(status) >= statuses.indexOf("COMPLETED");
}

/** Why something failed, for programs. */
export const failureCodes = [
  "BUDGET_EXCEEDED",
  "RATE_LIMITED",
  "UNAVAILABLE",
  "REFUSED",
  "INVALID_OUTPUT",
  "TOOL_ERROR",
  "REJECTED",
  "TIMED_OUT",
  "OUTCOME_UNKNOWN",
  "INTERNAL",
] as const;
/** One of `failureCodes`. */
export type FailureCode = (typeof failureCodes)[number];

/** What went wrong, in words fit to be shown: never a stack, never an upstream's raw text. */
export interface Failure {
  code: FailureCode;
  message: string;
  traceId?: string | null;
}

/** What kind of caller acted. */
export const actorKinds = ["USER", "SERVICE", "SYSTEM"] as const;
/** One of `actorKinds`. */
export type ActorKind = (typeof actorKinds)[number];

/** Who did something. */
export interface Actor {
  kind: ActorKind;
  name: string;
}
