import type { Caller } from "../../protocol/caller.ts";
import { type Budget, tighten } from "../../protocol/budget/budget.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import { append, type LockedStream } from "../log/append.ts";
import { json, type Tx } from "../database/sql.ts";
import type { AcceptedMessage } from "./accept-message.ts";
import { entryEvent, turnEvent } from "../log/events.ts";
import { newId } from "../ids.ts";
import type { TurnMessage } from "../turn/open-turn.ts";

/** A user's message as input of the model. */
type UserMessageInput = { type: "message"; content: Content[] };

/**
 * Adds a message to an open turn, to be sent with its next tool results. The turn number is reserved: if the turn has no
 * further results, the message opens a turn of its own with that number, so that messages keep their order.
 */
export async function steerInto(
  tx: Tx,
  caller: Caller,
  stream: LockedStream,
  turnId: string,
  { number, idempotencyKey, content, budget }: AcceptedMessage,
): Promise<{ turnId: string; entryId: string }> {
  const entryId = newId("message");
  await tx`insert into entries (id, tenant, conversation_id, turn_id, kind, position, status, role,
      idempotency_key, content, reserved_turn, sent_by)
    values (${entryId}, ${caller.tenant}, ${stream.id}, ${turnId}, 'message', ${stream.head + 1},
      'COMPLETED', 'USER', ${idempotencyKey}, ${json(tx, content)}, ${number}, ${caller.subject})`;
  await tightenTurn(tx, turnId, budget);
  await tx`update conversations set next_turn = ${
    number + 1
  }, active_at = now() where id = ${stream.id}`;
  await append(tx, stream.id, [entryEvent(turnId, entryId, "COMPLETED")]);
  return { turnId, entryId };
}

async function tightenTurn(tx: Tx, turnId: string, budget: Budget) {
  const [turn] = await tx<{ budget: Partial<Budget> }[]>`
    select budget from turns where id = ${turnId}`;
  const tightened = tighten(budget, turn?.budget ?? {});
  await tx`update turns set budget = ${json(tx, tightened)} where id = ${turnId}`;
}

/** The messages of a turn after its waiting steered ones joined a step. */
export function withSteered(messages: readonly TurnMessage[], step: number): TurnMessage[] {
  return messages.map((m) => isWaiting(m) ? { ...m, steeredStep: step } : m);
}

/** True for a steered message that no model call took yet. */
export const isWaiting = ({ reservedTurn, steeredStep }: TurnMessage) =>
  reservedTurn !== null && steeredStep === null;

/** The user's messages that a model call sends: in step 0 the one that opened the turn. */
export function userMessages(messages: readonly TurnMessage[], step: number): UserMessageInput[] {
  return messages
    .filter((m) => m.steeredStep === step || (step === 0 && m.reservedTurn === null))
    .map(({ content }) => ({ type: "message", content }));
}

/** At the end of a turn: each steered message that still waits opens its own turn. Returns the events to append. */
export async function releaseSteeredMessages(tx: Tx, turnId: string): Promise<NewEvent[]> {
  const waiting = await tx<{ id: string; reservedTurn: number; sentBy: string | null }[]>`
    select id, reserved_turn, sent_by from entries
    where turn_id = ${turnId} and reserved_turn is not null and steered_step is null
    order by reserved_turn`;
  const events: NewEvent[] = [];
  for (const { id, reservedTurn, sentBy } of waiting) {
    const own = newId("turn");
    await tx`insert into turns (id, tenant, conversation_id, number, status, traceparent, budget, sent_by)
      select ${own}, tenant, conversation_id, ${reservedTurn}, 'QUEUED', traceparent, budget, ${sentBy}
      from turns where id = ${turnId}`;
    await tx`update entries set turn_id = ${own}, reserved_turn = null where id = ${id}`;
    const moved = entryEvent(own, id, "COMPLETED");
    events.push(turnEvent(own, "QUEUED"), { ...moved, id: `${moved.id}/${own}` });
  }
  return events;
}
