import type { NewFact } from "../../protocol/event.ts";
import type { Failure } from "../../protocol/status.ts";
import { draftedContent } from "../drafted-content.ts";
import { json, type Tx } from "../connect.ts";
import { entryFact, stepFact, turnFact } from "../facts.ts";
import { abandonRemotes } from "./remotes.ts";
import { withdrawApprovals } from "../approvals/settle.ts";
import { releaseSteered } from "../steer.ts";
import { restoreBase } from "./base.ts";

/**
 * Ends a turn with a failure: its open calls fail, what was being written stays as cut short, and the base goes back
 * to where the turn began, dirty, so that the next message works. Answers the facts to append.
 */
export async function failTurn(
  tx: Tx,
  conversationId: string,
  turnId: string,
  failure: Failure,
): Promise<NewFact[]> {
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
  await restoreBase(tx, conversationId, turnId);
  await abandonRemotes(tx, conversationId);
  return [
    ...withdrawn,
    ...entries.map((e) => entryFact(turnId, e.id, "CANCELLED")),
    ...calls.map((c) => stepFact({ id: c.id, turnId, attempt: c.attempts }, "FAILED", { failure })),
    turnFact(turnId, "FAILED"),
    ...await releaseSteered(tx, turnId),
  ];
}
