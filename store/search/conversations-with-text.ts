import { parseQuery } from "../../protocol/search/query.ts";
import type { Sql } from "../database/sql.ts";
import { type Comparison, matching } from "./matches.ts";
import { withinTime } from "./within-time.ts";

/** The newest texts that are looked at. */
const maxTexts = 5_000;

/** Conversations that have a text. */
export interface WithText {
  ids: string[];
  /** True: there may be more, since the time was up or many texts match. */
  isCut: boolean;
}

/**
 * The conversations of a tenant whose titles or messages match a query, of any owner: the caller limits them to
 * visible ones. Tool calls are left out, since a further scope shows them.
 */
export async function conversationsWithText(
  sql: Sql,
  tenant: string,
  { text, comparison, objects, deadline }: {
    text: string;
    comparison: Comparison;
    /** Only these conversations; null: all. */
    objects: readonly string[] | null;
    deadline: number;
  },
): Promise<WithText> {
  const rows = await withinTime(sql, deadline, async (tx) => {
    const found = { query: parseQuery(text), comparison, kinds: ["MESSAGE", "TITLE"] };
    const matches = matching(tx, tenant, { ...found, objects, place: null, most: maxTexts });
    return matches === null ? [] : await tx<{ id: string; count: number }[]>`
      select s.object_id as id, count(*) from ${matches} m
      join search_texts s on s.tenant = ${tenant} and s.id = m.id
      where s.kind = 'TITLE' or exists (select from entries e where e.id = s.id and e.status <> 'DISCARDED')
      group by 1`;
  });
  if (rows === null) return { ids: [], isCut: true };
  const texts = rows.reduce((sum, { count }) => sum + count, 0);
  return { ids: rows.map(({ id }) => id), isCut: texts >= maxTexts };
}
