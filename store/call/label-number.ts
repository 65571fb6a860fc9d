import type { Db } from "../database/sql.ts";

/**
 * SQL for the number of the tool call `c` among those of its turn, the first is 1. A model sees it as the label of the
 * result. Calls of an answer that was discarded are in no later request, so the number of a result never changes.
 */
export const labelNumber = (db: Db) =>
  db`(select count(*) from calls n where n.turn_id = c.turn_id and n.kind = 'tool' and n.status <> 'DISCARDED'
    and (n.step, n.place) <= (c.step, c.place))::int`;
