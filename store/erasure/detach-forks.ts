import { noCheckpoint } from "../conversation/checkpoint.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { append, lockStream } from "../log/append.ts";
import { unindexTitle } from "../search/unindex.ts";
import { systemActor } from "../system-actor.ts";
import { cancelOneTurn } from "../turn/cancel-turns.ts";

/** Limit of the forks that one call detaches. */
const maxForks = 20;

/**
 * Removes erased content from the forks that share it: abandons their remote conversations, which contain it, removes
 * the title and labels that they inherited, and has their next turn replay the history that is left. An open turn is
 * cancelled with a reason. Returns true once no fork is left.
 */
export async function detachForks(sql: Sql, sourceId: string): Promise<boolean> {
  const forks = await sql<{ tenant: string; id: string }[]>`
    select c.tenant, c.id from shared_pasts p join conversations c on c.id = p.conversation_id
    where p.source_id = ${sourceId} and p.erased_at is null limit ${maxForks}`;
  for (const fork of forks) await sql.begin((tx) => detach(tx, sourceId, fork));
  return forks.length < maxForks;
}

async function detach(tx: Tx, sourceId: string, { tenant, id }: { tenant: string; id: string }) {
  const stream = await lockStream(tx, tenant, id);
  if (!stream) throw new Error(`no stream ${id}`);
  const [turn] = await tx<{ id: string }[]>`select id from turns where conversation_id = ${id}
    and ended_at is null and status in ('RUNNING', 'WAITING') order by number limit 1`;
  const reason = "What this conversation was forked from was erased.";
  const ending = { actor: systemActor, reason };
  if (turn) await append(tx, id, await cancelOneTurn(tx, id, turn.id, ending));
  await tx`update conversations set ${
    noCheckpoint(tx)
  }, title = null, labels = '{}', woken_at = now()
    where id = ${id}`;
  await unindexTitle(tx, tenant, id);
  await tx`update remote_conversations set erased_source_id = ${sourceId}, abandoned_at = coalesce(abandoned_at, now())
    where conversation_id = ${id}`;
  await tx`update shared_pasts set erased_at = now()
    where conversation_id = ${id} and source_id = ${sourceId}`;
}
