import type { AuditEvent } from "../../protocol/audit/audit-event.ts";
import { canonicalJson } from "../../protocol/json/canonical.ts";
import { type Db, sanitized } from "../database/sql.ts";

/**
 * Records an act, in the transaction of the act. It locks the chain of the tenant until the end of the transaction: call
 * it after all other locks, as the last statement where possible.
 */
export async function recordAudit(tx: Db, event: AuditEvent): Promise<void> {
  await tx`select append_audit_event(${canonicalJson(sanitized(event))})`;
}
