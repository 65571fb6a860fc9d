import type { Sql } from "../database/sql.ts";
import { type ClaimedCall, FencedError } from "./claimed-call.ts";

/** What is known just before a request is opened. */
export interface Opening {
  leaseMs: number;
  /** It makes a remote conversation, which cannot be found by its id until it has named itself. */
  remoteConversationUnknown: boolean;
  /** An earlier request that may have been billed was not found at the provider. */
  possiblyPaidTwice: boolean;
}

/**
 * Starts the lease of a call anew, for whoever holds its fence, and records what is about to be opened. Throws
 * FencedError.
 */
export async function renewLease(
  sql: Sql,
  { id, fence }: ClaimedCall,
  { leaseMs, remoteConversationUnknown, possiblyPaidTwice }: Opening,
): Promise<void> {
  const [held] =
    await sql`update calls set remote_conversation_unknown = remote_conversation_unknown or ${remoteConversationUnknown},
      possibly_paid_twice = possibly_paid_twice or ${possiblyPaidTwice},
      leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where id = ${id} and fence = ${fence} and status = 'RUNNING' returning id`;
  if (!held) throw new FencedError(id);
}
