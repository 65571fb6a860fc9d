import { onlyVisibleContent, onlyVisibleRuns, type Visible } from "../access/visible.ts";
import type { Db, Sql } from "../database/sql.ts";

/** Conversations and research runs whose texts may be found. */
export interface SearchVisible {
  conversations: Visible;
  research: Visible;
}

/**
 * A condition on a match `s`: it may be read, is not discarded, and its conversation is not to be erased. It is also in
 * force where the index is behind.
 */
export function visibleMatch(db: Db, tenant: string, { conversations, research }: SearchVisible) {
  const sql = db as Sql;
  return sql`case when s.kind = 'REPORT' then exists (select from research_runs r
      where r.id = s.object_id and r.tenant = ${tenant} ${onlyVisibleRuns(sql, tenant, research)})
    else exists (select from conversations c join entries e on e.conversation_id = c.id
      where c.id = s.object_id and c.tenant = ${tenant} and e.id = s.id and c.erase_requested_at is null
        and e.status <> 'DISCARDED' ${onlyVisibleContent(sql, tenant, conversations)}) end`;
}
