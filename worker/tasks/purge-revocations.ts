import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import type { Sql } from "../../store/database/sql.ts";
import { purgeRevocations } from "../../store/key/revocations.ts";
import type { Logger } from "../../telemetry/log.ts";

/** Between two runs, ms; less while there may be more to delete. */
const intervalMs = 60 * 60_000;
/** Revocations stay for this time after the last credential that they concern, whatever the clocks say, ms. */
const afterMs = 24 * 60 * 60_000;

/** Deletes revocations that concern no valid credential any more: API processes keep the list in memory. */
export function purgeRevoked(sql: Sql, log: Logger): PeriodicTask {
  const run = async () => {
    const count = await purgeRevocations(sql, afterMs);
    if (count > 0) log.info("retention.revocations_purged", { count });
    return count > 0 ? 1_000 : undefined;
  };
  return { name: "purgeRevocations", intervalMs, run };
}
