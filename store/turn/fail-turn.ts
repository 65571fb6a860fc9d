import type { NewEvent } from "../../protocol/log/event.ts";
import type { Failure } from "../../protocol/status.ts";
import { draftedContent } from "../conversation/drafted-content.ts";
import { json, type Tx } from "../database/sql.ts";
import { entryEvent, stepEvent, turnEvent } from "../log/events.ts";
import { abandonRemoteConversations } from "../conversation/remote-conversations.ts";
import { withdrawApprovals } from "../approval/settle-approval.ts";
import { releaseSteeredMessages } from "../conversation/steer.ts";
import { restoreCheckpoint } from "../conversation/checkpoint.ts";

/**
 * Ends a turn with a failure: its open calls fail, what was being written stays as cut short, and the base goes back
 * to where the turn began, dirty, so that the next message works. Answers the events to append.
 */
export async function failTurn(
  tx: Tx,
  conversationId: string,
  turnId: string,
  failure: Failure,
): Promise<NewEvent[]> {
  const entries = await tx<{ id: string }[]>`
    update entries set status = 'CANCELLED', content = case when kind = 'message'
      then coalesce(${draftedContent(tx)}, content) else content end
    where turn_id = ${turnId} and status = 'RUNNING' returning id`;
  await tx`delete from drafts where entry_id = any(${entries.map((e) => e.id)})`;
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
  await abandonRemoteConversations(tx, conversationId);
  return [
    ...withdrawn,
    ...entries.map((e) => entryEvent(turnId, e.id, "CANCELLED")),
    ...calls.map((c) =>
      stepEvent({ id: c.id, turnId, attempt: c.attempts }, "FAILED", { failure })
    ),
    turnEvent(turnId, "FAILED"),
    ...await releaseSteeredMessages(tx, turnId),
  ];
}
