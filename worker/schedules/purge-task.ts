import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import type { Sql } from "../../store/database/sql.ts";
import { purgeFirings } from "../../store/schedule/purge-firings.ts";

const hourMs = 60 * 60_000;
/** Rows of one run. */
const most = 1_000;

/** Deletes firings past their retention, except those that wait or go on. */
export function purgeFiringsTask(sql: Sql, retentionMs: number): PeriodicTask {
  const run = async () =>
    await purgeFirings(sql, new Date(Date.now() - retentionMs), most) === most ? 1_000 : undefined;
  return { name: "purgeFirings", intervalMs: hourMs, run };
}
