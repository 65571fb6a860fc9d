import type { Caller } from "../../protocol/caller.ts";
import { type Budget, tighten } from "../../protocol/budget/budget.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import { append, type LockedStream } from "../log/append.ts";
import { json, type Tx } from "../database/sql.ts";
import type { AcceptedMessage } from "./accept-message.ts";
import { entryEvent, turnEvent } from "../log/events.ts";
import { newId } from "../ids.ts";

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
      idempotency_key, content, reserved_turn)
    values (${entryId}, ${caller.tenant}, ${stream.id}, ${turnId}, 'message', ${stream.head + 1},
      'COMPLETED', 'USER', ${idempotencyKey}, ${json(tx, content)}, ${number})`;
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

/**
 * Assigns the waiting steered messages of a turn to a model call that is not recorded yet, unless that call only repairs
 * an output.
 */
export async function assignSteeredMessages(tx: Tx, turnId: string, step: number, callId: string) {
  await tx`update entries set steered_step = ${step}
    where turn_id = ${turnId} and reserved_turn is not null and steered_step is null
    and not exists (select from calls where id = ${callId})
    and not exists (select from calls where turn_id = ${turnId} and kind = 'model'
      and step = ${step - 1} and output_error is not null)`;
}

/** The user's messages that a model call sends: in step 0 the one that opened the turn. */
export async function userMessages(
  tx: Tx,
  turnId: string,
  step: number,
): Promise<UserMessageInput[]> {
  const rows = await tx<{ content: Content[] }[]>`
    select content from entries where turn_id = ${turnId} and role = 'USER'
    and (steered_step = ${step} or (${step} = 0 and reserved_turn is null)) order by position`;
  return rows.map(({ content }) => ({ type: "message", content }));
}

/** At the end of a turn: each steered message that still waits opens its own turn. Returns the events to append. */
export async function releaseSteeredMessages(tx: Tx, turnId: string): Promise<NewEvent[]> {
  const waiting = await tx<{ id: string; reservedTurn: number }[]>`
    select id, reserved_turn from entries
    where turn_id = ${turnId} and reserved_turn is not null and steered_step is null
    order by reserved_turn`;
  const events: NewEvent[] = [];
  for (const { id, reservedTurn } of waiting) {
    const own = newId("turn");
    await tx`insert into turns (id, tenant, conversation_id, number, status, traceparent, budget)
      select ${own}, tenant, conversation_id, ${reservedTurn}, 'QUEUED', traceparent, budget
      from turns where id = ${turnId}`;
    await tx`update entries set turn_id = ${own}, reserved_turn = null where id = ${id}`;
    const moved = entryEvent(own, id, "COMPLETED");
    events.push(turnEvent(own, "QUEUED"), { ...moved, id: `${moved.id}/${own}` });
  }
  return events;
}
