import type { Db } from "../database/sql.ts";

/** Removes all texts of a conversation or a research run from the search. */
export async function unindex(db: Db, objectId: string): Promise<void> {
  await db`delete from search_texts where object_id = ${objectId}`;
}

/** Removes the title of a conversation from the search. */
export async function unindexTitle(db: Db, tenant: string, conversationId: string): Promise<void> {
  await db`delete from search_texts where tenant = ${tenant} and id = ${conversationId}`;
}
