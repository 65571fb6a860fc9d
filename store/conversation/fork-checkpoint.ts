import type { Tx } from "../database/sql.ts";
import type { Part } from "./shared-past.ts";

/** The checkpoint that a fork starts with: a remote conversation of its source, and how much of the history it covers. */
export interface ForkCheckpoint {
  remoteId: string;
  lastEntryId: string;
  /** The fallback model whose agent it belongs to; null is the version's own. */
  model: string | null;
  place: number;
  turn: number;
}

/**
 * The checkpoint after the last answer in the shared history that ended a turn, if the provider still has it and it came
 * from the same version. The history after it is replayed; without a checkpoint all of it is. Whether the provider
 * accepts the checkpoint shows at the first request: if it is refused, the conversation starts without one.
 */
export async function forkCheckpoint(
  tx: Tx,
  versionId: string,
  parts: readonly Part[],
): Promise<ForkCheckpoint | null> {
  if (parts.some((p) => p.erased)) return null;
  for (const [place, part] of [...parts.entries()].reverse()) {
    const answer = await lastAnswer(tx, part);
    if (!answer) continue;
    if (answer.versionId !== versionId) return null;
    const remoteId = await existingRemote(tx, part.sourceId, answer);
    const { lastEntryId, model, turn } = answer;
    return remoteId ? { remoteId, lastEntryId, model, place, turn } : null;
  }
  return null;
}

interface Answer {
  remoteId: string;
  lastEntryId: string;
  turn: number;
  model: string | null;
  versionId: string;
}

async function lastAnswer(tx: Tx, part: Part): Promise<Answer | undefined> {
  const { sourceId, throughTurn, throughPosition } = part;
  const [answer] = await tx<Answer[]>`
    select c.checkpoint->>'remoteId' as remote_id, c.checkpoint->>'lastEntryId' as last_entry_id, t.number as turn, c.model, c.version_id
    from turns t join calls c on c.turn_id = t.id and c.kind = 'model' and c.status = 'COMPLETED'
    where t.conversation_id = ${sourceId} and t.status = 'COMPLETED' and t.number <= ${throughTurn}
      and (t.number < ${throughTurn} or not exists (select from entries e where e.turn_id = t.id
        and e.position > ${throughPosition} and e.status <> 'DISCARDED'))
    order by t.number desc, c.step desc limit 1`;
  return answer;
}

/** The answer's remote conversation or, if that was abandoned, the one of its conversation's checkpoint. */
async function existingRemote(tx: Tx, sourceId: string, answer: Answer): Promise<string | null> {
  const [row] = await tx<{ remoteId: string }[]>`
    select coalesce(r.remote_id, case when s.checkpoint_turn >= ${answer.turn}
      and s.checkpoint_model is not distinct from ${answer.model} then s.checkpoint_remote_id end) as remote_id
    from conversations s left join remote_conversations r on r.provider = s.provider
      and r.remote_id = ${answer.remoteId} and r.abandoned_at is null
    where s.id = ${sourceId}`;
  return row?.remoteId ?? null;
}
