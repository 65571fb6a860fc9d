import type { Caller } from "../../protocol/caller.ts";
import type { Budget } from "../../protocol/budget/budget.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import { append, type LockedStream } from "../log/append.ts";
import { json, type Tx } from "../database/sql.ts";
import { entryEvent, turnEvent } from "../log/events.ts";
import { newId } from "../ids.ts";

/** A message that is to open a turn. */
export interface Accepted {
  number: number;
  idempotencyKey: string;
  content: Content[];
  /** Limits of its turn. */
  budget: Budget;
}

/** Puts a message into the inbox: a turn, its message, their events. The caller holds the stream. */
export async function acceptMessage(
  tx: Tx,
  caller: Caller,
  stream: LockedStream,
  { number, idempotencyKey, content, budget }: Accepted,
): Promise<{ turnId: string; entryId: string }> {
  const { tenant, traceparent } = caller;
  const [turnId, entryId] = [newId("turn"), newId("message")];
  await Promise.all([
    tx`insert into turns (id, tenant, conversation_id, number, status, traceparent, budget)
      values (${turnId}, ${tenant}, ${stream.id}, ${number}, 'QUEUED', ${traceparent},
        ${json(tx, budget)})`,
    tx`insert into entries (id, tenant, conversation_id, turn_id, kind, position, status, role,
        idempotency_key, content)
      values (${entryId}, ${tenant}, ${stream.id}, ${turnId}, 'message', ${stream.head + 2},
        'COMPLETED', 'USER', ${idempotencyKey}, ${json(tx, content)})`,
    tx`update conversations set next_turn = ${number + 1}, active_at = now(), woken_at = now()
      where id = ${stream.id}`,
    append(tx, stream.id, [turnEvent(turnId, "QUEUED"), entryEvent(turnId, entryId, "COMPLETED")]),
  ]);
  return { turnId, entryId };
}
