import { interval, type Sql } from "../database/sql.ts";
import { type ClaimedCall, FencedError } from "./claimed-call.ts";

/** What is recorded just before a request is opened. */
export interface Opening {
  leaseMs: number;
  /** The request creates a remote conversation, whose id is unknown until the provider sends it. */
  remoteConversationUnknown: boolean;
  /** An earlier request that may have been billed was not found at the provider. */
  possiblyPaidTwice: boolean;
}

/**
 * Renews the lease of a claimed call and records the request that is about to be opened. Throws FencedError.
 */
export async function renewLease(
  sql: Sql,
  { id, fence }: ClaimedCall,
  { leaseMs, remoteConversationUnknown, possiblyPaidTwice }: Opening,
): Promise<void> {
  const [claimed] =
    await sql`update calls set remote_conversation_unknown = remote_conversation_unknown or ${remoteConversationUnknown},
      possibly_paid_twice = possibly_paid_twice or ${possiblyPaidTwice},
      leased_until = clock_timestamp() + ${interval(sql, leaseMs)}
    where id = ${id} and fence = ${fence} and status = 'RUNNING' returning id`;
  if (!claimed) throw new FencedError(id);
}
