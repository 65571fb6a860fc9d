import type { NewEvent } from "../../protocol/log/event.ts";
import type { Actor } from "../../protocol/status.ts";
import { withdrawApprovals } from "../approval/settle-approval.ts";
import { chargeUnreported } from "../budget/charge.ts";
import { restoreCheckpoint } from "../conversation/checkpoint.ts";
import { releaseSteeredMessages } from "../conversation/steer.ts";
import { json, type Tx } from "../database/sql.ts";
import { stepEvent, turnEvent } from "../log/events.ts";
import { cancelEntries, discardEntries } from "./end-turns.ts";

/** The actor who ended a turn early, and the reason that they gave. */
export interface Ending {
  actor: Actor;
  reason: string | null;
}

/**
 * Cancels these turns and everything open in them; returns the events to append. Text written so far stays. Open calls
 * lose their fence, so that the next write of a worker that still runs one is rejected.
 */
export async function cancelTurns(tx: Tx, turnIds: string[], ending: Ending): Promise<NewEvent[]> {
  await chargeUnreported(tx, turnIds);
  const entries = await cancelEntries(tx, turnIds);
  return await endTurns(tx, turnIds, { ...ending, status: "CANCELLED", entries });
}

/**
 * Cancels one turn of a conversation that continues: its checkpoint is restored, what the turn left is replayed with the
 * next message, and steered messages that still wait open turns of their own. Returns the events to append.
 */
export async function cancelOneTurn(
  tx: Tx,
  conversationId: string,
  turnId: string,
  ending: Ending,
): Promise<NewEvent[]> {
  const released = await releaseSteeredMessages(tx, turnId);
  const cancelled = await cancelTurns(tx, [turnId], ending);
  await restoreCheckpoint(tx, conversationId, turnId);
  return [...cancelled, ...released];
}

/**
 * Discards a turn with its entries; the model does not receive them again. What its tools did is not undone: the turn
 * still lists its steps. Returns the events to append.
 */
export async function rollBackTurn(
  tx: Tx,
  conversationId: string,
  turnId: string,
  ending: Ending,
): Promise<NewEvent[]> {
  const released = await releaseSteeredMessages(tx, turnId);
  await chargeUnreported(tx, [turnId]);
  const entries = await discardEntries(tx, turnId);
  const ended = await endTurns(tx, [turnId], { ...ending, status: "DISCARDED", entries });
  await restoreCheckpoint(tx, conversationId, turnId);
  return [...ended, ...released];
}

interface TurnEnd extends Ending {
  status: "CANCELLED" | "DISCARDED";
  /** Events of the entries that ended with the turns. */
  entries: NewEvent[];
}

async function endTurns(
  tx: Tx,
  turnIds: string[],
  { status, actor, reason, entries }: TurnEnd,
): Promise<NewEvent[]> {
  const calls = await cancelCalls(tx, turnIds);
  const withdrawn = await withdrawApprovals(tx, turnIds);
  await tx`update turns set status = ${status}, ended_at = now(),
    cancelled_by = ${json(tx, actor)}, cancel_reason = ${reason} where id = any(${turnIds})`;
  return [...withdrawn, ...entries, ...calls, ...turnIds.map((id) => turnEvent(id, status))];
}

/** The notification is a hint to the worker that runs one of them; without it the worker checks once a second. */
async function cancelCalls(tx: Tx, turnIds: string[]): Promise<NewEvent[]> {
  const calls = await tx<{ id: string; turnId: string; attempts: number }[]>`
    update calls set status = 'CANCELLED', ended_at = now(), fence = fence + 1, retry_at = null
    where turn_id = any(${turnIds}) and status in ('QUEUED', 'RUNNING', 'WAITING')
    returning id, turn_id, attempts`;
  if (calls.length > 0) await tx`select pg_notify('tramontane_calls', '')`;
  return calls.map((c) => stepEvent({ ...c, attempt: c.attempts }, "CANCELLED"));
}
