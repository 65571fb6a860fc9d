import type { Sql } from "../database/sql.ts";

/** SQL for the status of the call `c` as clients see it: a tool call is RUNNING from the first text of its arguments. */
export function shownStatus(sql: Sql) {
  return sql`case when c.kind = 'tool' and c.status = 'QUEUED' then 'RUNNING' else c.status end`;
}
