import { approvalsStreamId } from "../../protocol/ids.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import type { Verdict } from "../../protocol/approval/approval.ts";
import { append } from "../log/append.ts";
import type { Tx } from "../database/sql.ts";

/** An approval whose verdict changed. */
export interface ChangedApproval {
  id: string;
  turnId: string;
  callId: string;
}

/** The event that an approval has this verdict now. */
export function approvalEvent({ id, turnId, callId }: ChangedApproval, verdict: Verdict): NewEvent {
  const body = { kind: "ApprovalChanged", approvalId: id, verdict } as const;
  return { id: `${id}/${verdict}`, turnId, callId, body };
}

/**
 * Appends the events of approvals to the tenant's approvals stream, and returns the same events for the conversation's
 * stream, which the caller has locked. Lock order: a conversation's stream first, the approvals stream last, always,
 * because which approvals change is known only under the conversation's lock.
 */
export async function appendApprovalEvents(
  tx: Tx,
  tenant: string,
  changed: readonly ChangedApproval[],
  verdict: Verdict,
): Promise<NewEvent[]> {
  if (changed.length === 0) return [];
  const events = changed.map((a) => approvalEvent(a, verdict));
  const stream = approvalsStreamId(tenant);
  await tx`insert into streams (id, tenant) values (${stream}, ${tenant}) on conflict do nothing`;
  await append(tx, stream, events);
  return events;
}
