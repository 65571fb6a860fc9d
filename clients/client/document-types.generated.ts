// Written by `deno task documents`.
// deno-lint-ignore-file
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type FailureCode =
  | 'BUDGET_EXCEEDED'
  | 'INTERNAL'
  | 'INVALID_OUTPUT'
  | 'OUTCOME_UNKNOWN'
  | 'RATE_LIMITED'
  | 'REFUSED'
  | 'REJECTED'
  | 'TIMED_OUT'
  | 'TOOL_ERROR'
  | 'UNAVAILABLE';
export type Role =
  | 'AGENT'
  | 'USER';
export type Status =
  | 'CANCELLED'
  | 'COMPLETED'
  | 'DISCARDED'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING'
  | 'WAITING';
export type TextKind =
  | 'ARGUMENTS'
  | 'TEXT'
  | 'THINKING';
export type Verdict =
  | 'APPROVED'
  | 'PENDING'
  | 'REJECTED'
  | 'WITHDRAWN';
