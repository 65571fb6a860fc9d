import type { Db } from "../database/sql.ts";

/** Makes the titles of these conversations searchable, in place of earlier ones. */
export async function indexTitles(db: Db, tenant: string, ids: readonly string[]): Promise<void> {
  const conversationIds = ids as string[];
  await db`delete from search_texts where tenant = ${tenant} and id in (select id from conversations
    where tenant = ${tenant} and id = any(${conversationIds}) and title is null)`;
  await db`
    insert into search_texts (tenant, id, kind, object_id, at, text)
    select tenant, id, 'TITLE', id, created_at, title from conversations
    where tenant = ${tenant} and id = any(${conversationIds}) and title <> '' and research_id is null
      and erase_requested_at is null
    on conflict (tenant, id) do update set text = excluded.text where search_texts.text <> excluded.text`;
}
