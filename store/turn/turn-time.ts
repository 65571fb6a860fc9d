import type { Db } from "../database/sql.ts";

/** SQL for the time that the turn `t` has left, ms; null before it began. It does not run while approvals are pending. */
export function turnTimeLeft(db: Db) {
  return db`ceil(extract(epoch from t.deadline + t.waited
    + coalesce(clock_timestamp() - t.waiting_since, interval '0') - clock_timestamp()) * 1000)::float`;
}
