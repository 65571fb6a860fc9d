import type { Sql, Tx } from "../database/sql.ts";
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
  await sql`insert into remote_conversations (tenant, provider, remote_id, conversation_id)
    select tenant, provider, ${remoteId}, id from conversations where id = ${conversationId}
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

/** A remote conversation that is no longer needed. */
export interface AbandonedConversation {
  tenant: string;
  remoteId: string;
}

/**
 * Claims up to `limit` remote conversations of all tenants that were abandoned at least `afterMs` ago and that no checkpoint needs: not
 * of a conversation, a fork, or an open turn that may restore it. Each is returned again after `afterMs` until it is
 * removed.
 */
export async function claimAbandonedConversations(
  sql: Sql,
  provider: string,
  { afterMs, limit }: { afterMs: number; limit: number },
): Promise<AbandonedConversation[]> {
  return await sql<AbandonedConversation[]>`
    select tenant, remote_id from claim_abandoned_conversations(${provider}, ${afterMs}, ${limit})`;
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
