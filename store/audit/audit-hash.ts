import type { AuditEvent } from "../../protocol/audit/audit-event.ts";
import { contentHash } from "../ids.ts";

/** An event at its place in the chain of its tenant. */
export interface ChainedEvent {
  /** Its number, from 1, without gaps. */
  seq: number;
  /** Time in UTC with microseconds, as it is hashed. */
  at: string;
  /** Hash of the event before; empty for the first. */
  previousHash: string;
  event: AuditEvent;
}

/**
 * The hash that a row should have: SHA-256 of the canonical JSON of the event, its place and the hash before.
 * `append_audit_event` in the database computes the same.
 */
export const auditHash = ({ seq, at, previousHash, event }: ChainedEvent): string =>
  contentHash({ seq, at, previousHash, event });
