// Written by `deno task documents`.
// deno-lint-ignore-file
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type ActorKind =
  | 'SERVICE'
  | 'SYSTEM'
  | 'USER';
export type Authentication =
  | 'API_KEYS'
  | 'LOCAL'
  | 'OIDC';
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
export type PrincipalKind =
  | 'LOCAL'
  | 'SERVICE'
  | 'SESSION'
  | 'USER';
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
export type Verdict =
  | 'APPROVED'
  | 'PENDING'
  | 'REJECTED'
  | 'WITHDRAWN';
