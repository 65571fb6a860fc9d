import { onlyVisibleConversations, onlyVisibleRuns } from "../access/visible.ts";
import type { Db, Sql } from "../database/sql.ts";
import type { SearchVisible } from "./visible-match.ts";

/** With more objects, texts are looked up without them. */
const maxObjects = 1_000;

/**
 * At least the conversations and runs that may be read, if they are few: a user with a few of a tenant's conversations does
 * not wait until all of its texts are compared. Null: they are many. It only narrows a search down: each match is checked by itself.
 */
export async function reachableObjects(
  db: Db,
  tenant: string,
  { conversations, research }: SearchVisible,
): Promise<string[] | null> {
  const sql = db as Sql;
  const most = maxObjects + 1;
  const rows = await sql<{ id: string }[]>`
    (select c.id from conversations c where c.tenant = ${tenant}
      ${onlyVisibleConversations(sql, tenant, conversations)} limit ${most})
    union (select c.id from conversations c where c.research_id = any(array(
      select r.id from research_runs r where r.tenant = ${tenant} ${
    onlyVisibleRuns(sql, tenant, conversations)
  } limit ${most})) limit ${most})
    union (select r.id from research_runs r where r.tenant = ${tenant} ${
    onlyVisibleRuns(sql, tenant, research)
  } limit ${most})`;
  return rows.length > maxObjects ? null : rows.map(({ id }) => id);
}

/** True if a caller may read a part of the tenant whose owners are named. */
export const mayBeFew = ({ conversations, research }: SearchVisible): boolean =>
  [conversations, research].every((visible) => visible?.own != null && visible.bound === null);
