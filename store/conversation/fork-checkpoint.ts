import type { Tx } from "../database/sql.ts";
import type { Part } from "./shared-past.ts";

/** The checkpoint that a fork begins with: a remote conversation of its source, and how far the shared past is in it. */
export interface ForkCheckpoint {
  remoteId: string;
  lastEntryId: string;
  /** The fallback model whose agent it belongs to; null is the version's own. */
  model: string | null;
  place: number;
  turn: number;
}

/**
 * The lastEntryId of the last answer in the shared past that ended a turn, where the provider still has it and the same
 * version gave it. What was said behind it is told again; without a checkpoint all of it is. Whether the provider still
 * takes it shows at the first request: one that is refused there is made again as a start.
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
    const remoteId = await keptRemote(tx, part.sourceId, answer);
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

/** The remote conversation of the answer or, where that was left behind, the one that its conversation is based on. */
async function keptRemote(tx: Tx, sourceId: string, answer: Answer): Promise<string | null> {
  const [row] = await tx<{ remoteId: string }[]>`
    select coalesce(r.remote_id, case when s.checkpoint_turn >= ${answer.turn}
      and s.checkpoint_model is not distinct from ${answer.model} then s.checkpoint_remote_id end) as remote_id
    from conversations s left join remote_conversations r on r.provider = s.provider
      and r.remote_id = ${answer.remoteId} and r.abandoned_at is null
    where s.id = ${sourceId}`;
  return row?.remoteId ?? null;
}
