import type { Sql } from "../database/sql.ts";

/** The open research run that a conversation belongs to; null for a user's conversation. */
export async function openRunOf(sql: Sql, conversationId: string): Promise<string | null> {
  const [run] = await sql<{ id: string }[]>`
    select r.id from conversations c join research_runs r on r.id = c.research_id
    where c.id = ${conversationId} and r.ended_at is null`;
  return run?.id ?? null;
}
