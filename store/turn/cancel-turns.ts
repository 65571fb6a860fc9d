import type { NewEvent } from "../../protocol/log/event.ts";
import type { Actor } from "../../protocol/status.ts";
import { withdrawApprovals } from "../approval/settle-approval.ts";
import { chargeUnreported } from "../budget/charge.ts";
import { json, type Tx } from "../database/sql.ts";
import { draftedContent } from "../conversation/drafted-content.ts";
import { entryEvent, stepEvent, turnEvent } from "../log/events.ts";
import { restoreCheckpoint } from "../conversation/checkpoint.ts";
import { abandonRemoteConversations } from "../conversation/remote-conversations.ts";
import { releaseSteeredMessages } from "../conversation/steer.ts";

/** Who ended a turn early, and why in their words. */
export interface Ending {
  actor: Actor;
  reason: string | null;
}

/**
 * Cancels these turns and all that is open in them, and answers the events to append. Text written so far stays.
 * Open calls lose their fence, so that whoever still works on one is refused at the next write.
 */
export async function cancelTurns(
  tx: Tx,
  turnIds: string[],
  ending: Ending,
): Promise<NewEvent[]> {
  await chargeUnreported(tx, turnIds);
  const entries = await tx<{ id: string; turnId: string }[]>`
    update entries set status = 'CANCELLED', content = case when kind = 'message'
      then coalesce(${draftedContent(tx)}, content) else content end
    where turn_id = any(${turnIds}) and status = 'RUNNING' returning id, turn_id`;
  await dropDrafts(tx, entries);
  const stopped = await stopCalls(tx, turnIds);
  const withdrawn = await withdrawApprovals(tx, turnIds);
  await endTurns(tx, turnIds, "CANCELLED", ending);
  return [
    ...withdrawn,
    ...entries.map(({ id, turnId }) => entryEvent(turnId, id, "CANCELLED")),
    ...stopped,
    ...turnIds.map((id) => turnEvent(id, "CANCELLED")),
  ];
}

/**
 * Cancels one turn of a conversation that goes on: the base goes back to where the turn began, what it left on the
 * screen is told with the next message, and what was to be steered into it opens a turn of its own.
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
  await abandonRemoteConversations(tx, conversationId);
  return [...cancelled, ...released];
}

/**
 * Undoes a turn as if it had not been: what was said is void and the model is not told of it. What its tools did
 * stays done: the turn still lists its steps. Answers the events to append.
 */
export async function rollBackTurn(
  tx: Tx,
  conversationId: string,
  turnId: string,
  ending: Ending,
): Promise<NewEvent[]> {
  const released = await releaseSteeredMessages(tx, turnId);
  await chargeUnreported(tx, [turnId]);
  const entries = await tx<{ id: string }[]>`update entries set status = 'DISCARDED'
    where turn_id = ${turnId} and status <> 'DISCARDED' returning id`;
  await dropDrafts(tx, entries);
  const stopped = await stopCalls(tx, [turnId]);
  const withdrawn = await withdrawApprovals(tx, [turnId]);
  await endTurns(tx, [turnId], "DISCARDED", ending);
  await restoreCheckpoint(tx, conversationId, turnId);
  await abandonRemoteConversations(tx, conversationId);
  return [
    ...withdrawn,
    ...entries.map(({ id }) => entryEvent(turnId, id, "DISCARDED")),
    ...stopped,
    turnEvent(turnId, "DISCARDED"),
    ...released,
  ];
}

async function dropDrafts(tx: Tx, entries: readonly { id: string }[]) {
  await tx`delete from drafts where entry_id = any(${entries.map((e) => e.id)})`;
}

/** The notification is a hint to the worker at one of them; without it the worker looks once a second. */
async function stopCalls(tx: Tx, turnIds: string[]): Promise<NewEvent[]> {
  const calls = await tx<{ id: string; turnId: string; attempts: number }[]>`
    update calls set status = 'CANCELLED', ended_at = now(), fence = fence + 1, retry_at = null
    where turn_id = any(${turnIds}) and status in ('QUEUED', 'RUNNING', 'WAITING')
    returning id, turn_id, attempts`;
  if (calls.length > 0) await tx`select pg_notify('tramontane_calls', '')`;
  return calls.map((c) => stepEvent({ ...c, attempt: c.attempts }, "CANCELLED"));
}

async function endTurns(
  tx: Tx,
  turnIds: string[],
  status: "CANCELLED" | "DISCARDED",
  { actor, reason }: Ending,
) {
  await tx`update turns set status = ${status}, ended_at = now(),
    cancelled_by = ${json(tx, actor)}, cancel_reason = ${reason} where id = any(${turnIds})`;
}
