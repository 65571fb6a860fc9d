import type { NewEvent } from "../../protocol/log/event.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { append, lockStream } from "../log/append.ts";

/** A call that this attempt claimed. Every write checks the fence, which the next claim raises. */
export interface ClaimedCall {
  tenant: string;
  conversationId: string;
  turnId: string;
  id: string;
  fence: number;
  /** 1, 2, 3, ... */
  attempt: number;
}

/** Another attempt claimed the call, or it was cancelled. Nothing was written. */
export class FencedError extends Error {
  override name = "FencedError";
  constructor(callId: string) {
    super(`call ${callId} is no longer claimed by this attempt`);
  }
}

/**
 * Runs `write` in a transaction that has locked the stream and checked the fence, then appends the events that it
 * returns. Throws FencedError.
 */
export function runWhileClaimed<R extends { events: NewEvent[] }>(
  sql: Sql,
  call: ClaimedCall,
  write: (tx: Tx, head: number) => Promise<R>,
): Promise<R> {
  return sql.begin(async (tx) => {
    const [stream, [claimed]] = await Promise.all([
      lockStream(tx, call.tenant, call.conversationId),
      tx`select id from calls where id = ${call.id} and fence = ${call.fence} and status = 'RUNNING'
        and tenant = ${call.tenant} and conversation_id = ${call.conversationId}`,
    ]);
    if (!stream || !claimed) throw new FencedError(call.id);
    const result = await write(tx, stream.head);
    await append(tx, stream.id, result.events);
    return result;
  }) as Promise<R>;
}

/** The calls of these that are still claimed, as `<id>/<fence>`; one query for all, of any tenants. */
export async function stillClaimed(sql: Sql, calls: readonly ClaimedCall[]): Promise<Set<string>> {
  const rows = await sql<{ claim: string }[]>`
    select claim from claims_in_force(${calls.map((c) => c.id)})`;
  return new Set(rows.map((r) => r.claim));
}
