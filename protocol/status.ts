/** States of a turn, step or entry. The last four are final. */
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

/** True if the status cannot change any more. */
export function isFinal(status: Status): boolean {
  return statuses.indexOf(status) >= statuses.indexOf("COMPLETED");
}

/** Machine-readable reasons of failures. */
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

/** A failure with a message that clients may show: never a stack trace or an upstream's own text. */
export interface Failure {
  code: FailureCode;
  message: string;
  traceId?: string | null;
}

/** Kinds of actors. */
export const actorKinds = ["USER", "SERVICE", "SYSTEM"] as const;
/** One of `actorKinds`. */
export type ActorKind = (typeof actorKinds)[number];

/** The user, service or system component that performed an action. */
export interface Actor {
  kind: ActorKind;
  name: string;
}
