import type { Sql } from "../connect.ts";
import { FencedError, type HeldCall } from "./held-call.ts";

/** What is known just before a request is opened. */
export interface Opening {
  leaseMs: number;
  /** It makes a remote conversation, which cannot be found by its id until it has named itself. */
  blind: boolean;
  /** An earlier request that may have been billed was not found at the provider. */
  possiblyPaidTwice: boolean;
}

/**
 * Starts the lease of a call anew, for whoever holds its fence, and records what is about to be opened. Throws
 * FencedError.
 */
export async function renewLease(
  sql: Sql,
  { id, fence }: HeldCall,
  { leaseMs, blind, possiblyPaidTwice }: Opening,
): Promise<void> {
  const [held] = await sql`update calls set blind = blind or ${blind},
      possibly_paid_twice = possibly_paid_twice or ${possiblyPaidTwice},
      open_before = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where id = ${id} and fence = ${fence} and status = 'RUNNING' returning id`;
  if (!held) throw new FencedError(id);
}
