import type { Db } from "../database/sql.ts";

/** SQL for the result of the call `c` as the model receives it, with arguments that a human edited; null without one. */
export function resultForModel(db: Db) {
  return db`(select 'A human changed the arguments of this call to ' || c.arguments::text || E'.\n'
      from approvals a where a.call_id = c.id and a.edited
    union all select '' where not exists (select from approvals a where a.call_id = c.id and a.edited)
    ) || c.result`;
}
