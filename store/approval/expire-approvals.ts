import type { AuditEvent } from "../../protocol/audit/audit-event.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import type { Tx } from "../database/sql.ts";
import { systemActor } from "../system-actor.ts";
import { expiredApproval } from "./audited-approval.ts";
import { type PendingApproval, settleApproval } from "./settle-approval.ts";

/**
 * Gives expired approvals of a turn their default verdict, by the database's clock. Returns the events to append, and the
 * acts to record once nothing more is locked.
 */
export async function expireApprovals(
  tx: Tx,
  turnId: string,
): Promise<{ events: NewEvent[]; acts: AuditEvent[] }> {
  const expired = await tx<(PendingApproval & { approveOnTimeout: boolean })[]>`
    select a.id, a.tenant, a.conversation_id, a.turn_id, a.call_id, a.approve_on_timeout, a.arguments_hash,
      c.server, c.name
    from approvals a join calls c on c.id = a.call_id
    where a.turn_id = ${turnId} and a.verdict = 'PENDING' and a.expires_at <= clock_timestamp()
    order by a.expires_at`;
  const events: NewEvent[] = [];
  const acts: AuditEvent[] = [];
  for (const approval of expired) {
    const verdict = approval.approveOnTimeout ? "APPROVED" : "REJECTED";
    const by = { verdict, by: systemActor, reason: null, arguments: null } as const;
    events.push(...await settleApproval(tx, approval, by));
    acts.push(expiredApproval(approval, verdict));
  }
  return { events, acts };
}

/** Time until the next approval of a turn expires, ms, at least 1; null if none is pending. */
export async function nextExpiry(tx: Tx, turnId: string): Promise<number | null> {
  const [row] = await tx<{ ms: number | null }[]>`
    select ceil(extract(epoch from min(expires_at) - clock_timestamp()) * 1000)::float as ms
    from approvals where turn_id = ${turnId} and verdict = 'PENDING'`;
  return row?.ms == null ? null : Math.max(1, row.ms);
}
