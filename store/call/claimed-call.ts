import { append, lockStream } from "../log/append.ts";
import type { Sql, Tx } from "../database/sql.ts";
import type { NewEvent } from "../../protocol/log/event.ts";

/** A call that this attempt claimed. Every write names the fence; whoever claims next raises it. */
export interface ClaimedCall {
  tenant: string;
  conversationId: string;
  turnId: string;
  id: string;
  fence: number;
  /** 1, 2, 3, ... */
  attempt: number;
}

/** Thrown when a call is no longer ours: another attempt claimed it, or it was cancelled. Nothing was written. */
export class FencedError extends Error {
  override name = "FencedError";
  constructor(callId: string) {
    super(`call ${callId} is no longer held by this attempt`);
  }
}

/**
 * Runs `write` in a transaction that holds the stream and has checked the fence, then appends the events that it
 * answers. Throws FencedError.
 */
export function runWhileClaimed<R extends { events: NewEvent[] }>(
  sql: Sql,
  call: ClaimedCall,
  write: (tx: Tx, head: number) => Promise<R>,
): Promise<R> {
  return sql.begin(async (tx) => {
    const [stream, [held]] = await Promise.all([
      lockStream(tx, call.tenant, call.conversationId),
      tx`select id from calls where id = ${call.id} and fence = ${call.fence} and status = 'RUNNING'`,
    ]);
    if (!stream || !held) throw new FencedError(call.id);
    const result = await write(tx, stream.head);
    await append(tx, stream.id, result.events);
    return result;
  }) as Promise<R>;
}

/** Which of these calls are still held, as `<id>/<fence>`; one query for all. */
export async function stillClaimed(sql: Sql, calls: readonly ClaimedCall[]): Promise<Set<string>> {
  const rows = await sql<{ held: string }[]>`
    select id || '/' || fence as held from calls
    where id = any(${calls.map((c) => c.id)}) and status = 'RUNNING'`;
  return new Set(rows.map((r) => r.held));
}
