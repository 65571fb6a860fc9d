import { interval, type Sql, type Tx } from "../database/sql.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";

/**
 * Tracks a remote conversation that this call created, even if another attempt has claimed the call since. It is deleted
 * at the provider once no checkpoint needs it.
 */
export async function trackRemoteConversation(
  sql: Sql,
  { conversationId }: ClaimedCall,
  remoteId: string,
): Promise<void> {
  await sql`insert into remote_conversations (provider, remote_id, conversation_id)
    select provider, ${remoteId}, id from conversations where id = ${conversationId}
    on conflict do nothing`;
}

/**
 * Records the id of the remote conversation that this attempt created, before any of its text, so that a later attempt
 * can find it.
 */
export async function recordRemoteConversation(
  sql: Sql,
  call: ClaimedCall,
  remoteId: string,
): Promise<void> {
  await trackRemoteConversation(sql, call, remoteId);
  await sql`update calls set remote_conversation_id = ${remoteId}, remote_conversation_unknown = false
    where id = ${call.id} and fence = ${call.fence}`;
}

/** Abandons all remote conversations except that of the checkpoint. Called at the end of a turn. */
export async function abandonRemoteConversations(tx: Tx, conversationId: string): Promise<void> {
  await tx`update remote_conversations r set abandoned_at = now() from conversations c
    where r.conversation_id = ${conversationId} and r.abandoned_at is null and c.id = r.conversation_id
      and r.remote_id is distinct from c.checkpoint_remote_id`;
}

/**
 * Claims up to `limit` remote conversations that were abandoned at least `afterMs` ago and that no checkpoint needs: not
 * of a conversation, a fork, or an open turn that may restore it. Each is returned again after `afterMs` until it is
 * removed.
 */
export async function claimAbandonedConversations(
  sql: Sql,
  provider: string,
  { afterMs, limit }: { afterMs: number; limit: number },
): Promise<string[]> {
  const rows = await sql<{ remoteId: string }[]>`
    update remote_conversations set abandoned_at = now() where (provider, remote_id) in (
      select r.provider, r.remote_id from remote_conversations r
      where r.abandoned_at < now() - ${interval(sql, afterMs)} and r.provider = ${provider}
        and not exists (select from conversations c
          where c.checkpoint_remote_id = r.remote_id and c.provider = r.provider)
        and not exists (select from turns b where b.checkpoint_remote_id = r.remote_id
          and b.ended_at is null)
        and not exists (select from turns t where t.conversation_id = r.conversation_id
          and t.ended_at is null)
      order by r.abandoned_at limit ${limit} for update of r skip locked)
    returning remote_id`;
  return rows.map((r) => r.remoteId);
}

/** Removes a remote conversation that the provider no longer has. */
export async function removeRemoteConversation(
  sql: Sql,
  provider: string,
  remoteId: string,
): Promise<void> {
  await sql`delete from remote_conversations
    where provider = ${provider} and remote_id = ${remoteId}`;
}
