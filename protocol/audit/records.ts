import { type AuditEvent, isAuditAction } from "./audit-event.ts";
import type { ValidationIssue } from "../user-error.ts";

/** An event as the API reads it. */
export interface AuditEventRecord extends AuditEvent {
  seq: number;
  at: Date;
  previousHash: string;
  hash: string;
}

/** Which events to read; null selects all. */
export interface AuditFilter {
  from: Date | null;
  /** Excluded. */
  to: Date | null;
  /** Name of the actor. */
  actor: string | null;
  action: string | null;
  resource: string | null;
}

/** All issues of a filter. */
export function auditFilterIssues({ from, to, action }: AuditFilter): ValidationIssue[] {
  return [
    ...(from !== null && to !== null && to <= from
      ? [{ path: ["to"], message: "Name a time after `from`." }]
      : []),
    ...(action !== null && !isAuditAction(action)
      ? [{
        path: ["action"],
        message: "There is no such action; the description of `AuditEvent.action` lists them.",
      }]
      : []),
  ];
}
