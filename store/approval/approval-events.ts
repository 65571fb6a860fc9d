import { approvalsStreamId } from "../../protocol/ids.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import type { Verdict } from "../../protocol/approval/approval.ts";
import { append } from "../log/append.ts";
import type { Tx } from "../database/sql.ts";

/** An approval whose standing changed. */
export interface ChangedApproval {
  id: string;
  turnId: string;
  callId: string;
}

/** The event that an approval stands so now. */
export function approvalEvent({ id, turnId, callId }: ChangedApproval, verdict: Verdict): NewEvent {
  const body = { kind: "ApprovalChanged", approvalId: id, verdict } as const;
  return { id: `${id}/${verdict}`, turnId, callId, body };
}

/**
 * Writes approvals' events into the tenant's stream and answers the same events for the conversation's, which the caller
 * holds. Lock order: what is to be told here is known only once the conversation is held, so everyone takes the
 * conversation's stream first and this one last.
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
