import type { Sql } from "../database/sql.ts";

/** A conversation whose content is to be erased. */
export interface Erasure {
  id: string;
  provider: string;
}

/**
 * Takes the conversations that are to be erased, up to `max`, whose close is `afterMs` ago or longer: by then no
 * request for them is under way that could leave something at the provider. Each is answered again after `againMs`
 * until it is erased, also when the one who took it was killed.
 */
export async function claimErasures(
  sql: Sql,
  { afterMs, againMs, max }: { afterMs: number; againMs: number; max: number },
): Promise<Erasure[]> {
  return [
    ...await sql<Erasure[]>`
    update conversations set erase_tried_at = now() where id in (
      select id from conversations where erase_requested_at is not null and erased_at is null
      and erase_requested_at < now() - ${afterMs} * interval '1 millisecond'
      and (erase_tried_at is null or erase_tried_at < now() - ${againMs} * interval '1 millisecond')
      order by erase_requested_at limit ${max} for update skip locked)
    returning id, provider`,
  ];
}

/** The conversation has no base any more; nothing at the provider is kept for it. */
export async function abandonAllConversations(sql: Sql, id: string): Promise<void> {
  await sql`update conversations set checkpoint_remote_id = null, checkpoint_last_entry_id = null, checkpoint_model = null,
    checkpoint_dirty = false where id = ${id}`;
  await sql`update remote_conversations set abandoned_at = coalesce(abandoned_at, now())
    where conversation_id = ${id}`;
}

/** Up to `max` remote conversations that hold what is erased: its own, and those of its forks. */
export async function remotesToErase(
  sql: Sql,
  { id, provider }: Erasure,
  max: number,
): Promise<string[]> {
  const rows = await sql<{ remoteId: string }[]>`
    select remote_id from remote_conversations
    where (conversation_id = ${id} or erased_source_id = ${id}) and provider = ${provider} limit ${max}`;
  return rows.map((r) => r.remoteId);
}

/** All of it is gone, here and at the provider. */
export async function finishErasure(sql: Sql, id: string): Promise<void> {
  await sql`update conversations set erased_at = now() where id = ${id}`;
}
