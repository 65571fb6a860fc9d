import { firstWords } from "../../protocol/conversation/first-text.ts";
import type { Sql } from "../database/sql.ts";

/** Characters that are read of a message for its first words: more than they have, since blanks are joined. */
const readLength = 1_000;

/**
 * The first words of each conversation's first own message by a user; null if it has none, or none with text, and once
 * it is erased.
 */
export async function firstTexts(
  sql: Sql,
  tenant: string,
  ids: readonly string[],
): Promise<(string | null)[]> {
  const rows = await sql<{ id: string; text: string }[]>`
    select i.id, left((select string_agg(p->>'text', ' ' order by place)
      from jsonb_array_elements(e.content) with ordinality as l(p, place) where p->>'type' = 'text'), ${readLength}) as text
    from unnest(${ids as string[]}::text[]) i(id) cross join lateral (
      select content from entries where conversation_id = i.id and tenant = ${tenant} and kind = 'message'
        and role = 'USER' and status <> 'DISCARDED' order by position limit 1) e`;
  const texts = new Map(rows.map(({ id, text }) => [id, firstWords(text ?? "")]));
  return ids.map((id) => texts.get(id) ?? null);
}

/** How many turns each conversation has, without those of a forked one. */
export async function turnCounts(
  sql: Sql,
  tenant: string,
  ids: readonly string[],
): Promise<number[]> {
  const rows = await sql<{ id: string; count: number }[]>`
    select conversation_id as id, count(*) as count from turns
    where tenant = ${tenant} and conversation_id = any(${ids as string[]}) group by 1`;
  const counts = new Map(rows.map(({ id, count }) => [id, count]));
  return ids.map((id) => counts.get(id) ?? 0);
}
