import type { NewEvent } from "../../protocol/log/event.ts";
import type { Failure } from "../../protocol/status.ts";
import { withdrawApprovals } from "../approval/settle-approval.ts";
import { restoreCheckpoint } from "../conversation/checkpoint.ts";
import { releaseSteeredMessages } from "../conversation/steer.ts";
import { json, type Tx } from "../database/sql.ts";
import { stepEvent, turnEvent } from "../log/events.ts";
import { cancelEntries } from "./end-turns.ts";

/**
 * Ends a turn with a failure: its open calls fail, unfinished text stays as cut short, and the checkpoint is restored, so
 * that the next message works. Returns the events to append.
 */
export async function failTurn(
  tx: Tx,
  conversationId: string,
  turnId: string,
  failure: Failure,
): Promise<NewEvent[]> {
  const entries = await cancelEntries(tx, [turnId]);
  const calls = await tx<{ id: string; attempts: number }[]>`
    update calls set status = 'FAILED', ended_at = now(), retry_at = null, failure = ${
    json(tx, failure)
  }
    where turn_id = ${turnId} and status in ('QUEUED', 'RUNNING', 'WAITING') returning id, attempts`;
  await tx`update turns set status = 'FAILED', ended_at = now(), failure = ${
    json(tx, failure)
  } where id = ${turnId}`;
  const withdrawn = await withdrawApprovals(tx, [turnId]);
  await restoreCheckpoint(tx, conversationId, turnId);
  const steps = calls.map(({ id, attempts: attempt }) =>
    stepEvent({ id, turnId, attempt }, "FAILED", { failure })
  );
  return [
    ...withdrawn,
    ...entries,
    ...steps,
    turnEvent(turnId, "FAILED"),
    ...await releaseSteeredMessages(tx, turnId),
  ];
}
