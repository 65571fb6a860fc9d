import { approvalsStreamId } from "../../protocol/ids.ts";
import type { NewFact } from "../../protocol/event.ts";
import type { Verdict } from "../../protocol/approval.ts";
import { append } from "../append.ts";
import type { Tx } from "../connect.ts";

/** An approval whose standing changed. */
export interface ChangedApproval {
  id: string;
  turnId: string;
  callId: string;
}

/** The fact that an approval stands so now. */
export function approvalFact({ id, turnId, callId }: ChangedApproval, verdict: Verdict): NewFact {
  const body = { kind: "ApprovalChanged", approvalId: id, verdict } as const;
  return { id: `${id}/${verdict}`, turnId, callId, body };
}

/**
 * Writes approvals' facts into the tenant's stream and answers the same facts for the conversation's, which the caller
 * holds. Lock order: what is to be told here is known only once the conversation is held, so everyone takes the
 * conversation's stream first and this one last.
 */
export async function tellApprovals(
  tx: Tx,
  tenant: string,
  changed: readonly ChangedApproval[],
  verdict: Verdict,
): Promise<NewFact[]> {
  if (changed.length === 0) return [];
  const facts = changed.map((a) => approvalFact(a, verdict));
  const stream = approvalsStreamId(tenant);
  await tx`insert into streams (id, tenant) values (${stream}, ${tenant}) on conflict do nothing`;
  await append(tx, stream, facts);
  return facts;
}
