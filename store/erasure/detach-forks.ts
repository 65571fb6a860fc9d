import { systemActor } from "../approval/expire-approvals.ts";
import { append, lockStream } from "../log/append.ts";
import { cancelOneTurn } from "../turn/cancel-turns.ts";
import type { Sql, Tx } from "../database/sql.ts";

/** Most forks that are detached in one go. */
const most = 20;

/**
 * Takes what is erased out from under the forks that share it: their remote conversations, which hold it too, are
 * listed for deletion, their title and labels, which they took over, go too, and their next turn tells the provider
 * anew what is left. A turn under way is cancelled and
 * says so. True when no fork is left.
 */
export async function detachForks(sql: Sql, sourceId: string): Promise<boolean> {
  const forks = await sql<{ tenant: string; id: string }[]>`
    select c.tenant, c.id from shared_pasts p join conversations c on c.id = p.conversation_id
    where p.source_id = ${sourceId} and p.erased_at is null limit ${most}`;
  for (const fork of forks) await sql.begin((tx) => detach(tx, sourceId, fork));
  return forks.length < most;
}

async function detach(tx: Tx, sourceId: string, { tenant, id }: { tenant: string; id: string }) {
  const stream = await lockStream(tx, tenant, id);
  if (!stream) throw new Error(`no stream ${id}`);
  const [turn] = await tx<{ id: string }[]>`select id from turns where conversation_id = ${id}
    and status in ('RUNNING', 'WAITING') order by number limit 1`;
  const reason = "What this conversation was forked from was erased.";
  const ending = { actor: systemActor, reason };
  if (turn) await append(tx, id, await cancelOneTurn(tx, id, turn.id, ending));
  await tx`update conversations set checkpoint_remote_id = null, checkpoint_last_entry_id = null, checkpoint_model = null, checkpoint_turn = 0,
      checkpoint_dirty = false, title = null, labels = '{}', woken_at = now() where id = ${id}`;
  await tx`update remote_conversations set erased_source_id = ${sourceId}, abandoned_at = coalesce(abandoned_at, now())
    where conversation_id = ${id}`;
  await tx`update shared_pasts set erased_at = now()
    where conversation_id = ${id} and source_id = ${sourceId}`;
}
