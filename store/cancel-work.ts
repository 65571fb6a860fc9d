import type { NewFact } from "../protocol/event.ts";
import type { Actor } from "../protocol/status.ts";
import { json, type Tx } from "./connect.ts";
import { draftedContent } from "./drafted-content.ts";
import { entryFact, stepFact, turnFact } from "./facts.ts";

/**
 * Cancels these turns and all that is open in them, and answers the facts to append. Text written so far stays.
 * Open calls lose their fence, so that whoever still works on one is refused at the next write.
 */
export async function cancelTurns(
  tx: Tx,
  turnIds: string[],
  actor: Actor,
  reason: string,
): Promise<NewFact[]> {
  const entries = await tx<{ id: string; turnId: string }[]>`
    update entries set status = 'CANCELLED', content = case when kind = 'message'
      then coalesce(${draftedContent(tx)}, content) else content end
    where turn_id = any(${turnIds}) and status = 'RUNNING' returning id, turn_id`;
  await tx`delete from drafts where entry_id = any(${entries.map((e) => e.id)})`;
  const calls = await tx<{ id: string; turnId: string; attempts: number }[]>`
    update calls set status = 'CANCELLED', ended_at = now(), fence = fence + 1, retry_at = null
    where turn_id = any(${turnIds}) and status in ('QUEUED', 'RUNNING', 'WAITING')
    returning id, turn_id, attempts`;
  await tx`update turns set status = 'CANCELLED', ended_at = now(),
      cancelled_by = ${json(tx, actor)}, cancel_reason = ${reason} where id = any(${turnIds})`;
  return cancelledFacts(entries, calls, turnIds);
}

function cancelledFacts(
  entries: readonly { id: string; turnId: string }[],
  calls: readonly { id: string; turnId: string; attempts: number }[],
  turnIds: string[],
): NewFact[] {
  return [
    ...entries.map(({ id, turnId }) => entryFact(turnId, id, "CANCELLED")),
    ...calls.map((c) => stepFact({ ...c, attempt: c.attempts }, "CANCELLED")),
    ...turnIds.map((id) => turnFact(id, "CANCELLED")),
  ];
}
