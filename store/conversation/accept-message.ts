import type { Budget } from "../../protocol/budget/budget.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import { json, type Tx } from "../database/sql.ts";
import { newId } from "../ids.ts";
import { append, type LockedStream } from "../log/append.ts";
import { entryEvent, turnEvent } from "../log/events.ts";

/** A message that opens a turn. */
export interface AcceptedMessage {
  /** Number of its turn. */
  number: number;
  idempotencyKey: string;
  content: Content[];
  /** Limits of its turn. */
  budget: Budget;
}

/** Records a message and its turn, with their events. The caller has locked the stream. */
export async function acceptMessage(
  tx: Tx,
  caller: Caller,
  stream: LockedStream,
  { number, idempotencyKey, content, budget }: AcceptedMessage,
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

/** Accepts the message that a new conversation starts with; the id of its turn, or null without a message. */
export async function acceptFirstMessage(
  tx: Tx,
  caller: Caller,
  conversationId: string,
  { idempotencyKey, content }: { idempotencyKey: string; content: Content[] | null },
  budget: Budget,
): Promise<string | null> {
  if (content === null) return null;
  const stream = { id: conversationId, head: 0 };
  const message = { number: 1, idempotencyKey, content, budget };
  return (await acceptMessage(tx, caller, stream, message)).turnId;
}
