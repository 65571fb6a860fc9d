import { onlyVisibleContent, onlyVisibleRuns, type Visible } from "../access/visible.ts";
import type { Db, Sql } from "../database/sql.ts";
import type { SearchKind } from "./matches.ts";

/** What is searched, and where. */
export interface Searched {
  query: string;
  kinds: readonly SearchKind[];
}

/** What may be found of each kind: null is all of the tenant, and a kind that is left out nothing. */
export type SearchVisible = Partial<Record<SearchKind, Visible>>;

/** The kinds of which something may be found. */
export const visibleKinds = (kinds: readonly SearchKind[], visible: SearchVisible | null) =>
  visible === null ? kinds : kinds.filter((kind) => visible[kind] !== undefined);

/**
 * A condition on a match `s`: it may be read, is not discarded, and its conversation is not to be erased. It is also in
 * force where the index is behind.
 */
export function visibleMatch(db: Db, tenant: string, visible: SearchVisible | null) {
  const sql = db as Sql;
  const entry = (kind: SearchKind) =>
    sql`exists (select from conversations c join entries e on e.conversation_id = c.id
      where c.id = s.object_id and c.tenant = ${tenant} and e.id = s.id and c.erase_requested_at is null
      and e.status <> 'DISCARDED' ${onlyVisibleContent(sql, tenant, visible?.[kind] ?? null)})`;
  return sql`case s.kind when 'MESSAGE' then ${entry("MESSAGE")} when 'TOOL_CALL' then ${
    entry("TOOL_CALL")
  } else exists (select from research_runs r where r.id = s.object_id and r.tenant = ${tenant}
      ${onlyVisibleRuns(sql, tenant, visible?.REPORT ?? null)}) end`;
}
