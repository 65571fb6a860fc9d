import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { backfillSearch } from "../../store/search/backfill.ts";
import type { Sql } from "../../store/database/sql.ts";

/** Objects of one batch: a few hundred milliseconds of one connection. */
const batch = 200;
/** Between two looks for texts that are to be indexed from the beginning, ms. */
const idleMs = 60_000;
/** Between two batches, ms: half of the time is left to others. */
const pauseMs = 100;

/**
 * Makes searchable what existed before the search, or before PostgreSQL lost the texts in a crash, in batches. One worker
 * does so at a time; another one continues where it stops.
 */
export function backfillSearchTexts(sql: Sql): PeriodicTask {
  return {
    name: "backfillSearchTexts",
    intervalMs: idleMs,
    retryMs: 5_000,
    run: async () => await backfillSearch(sql, batch) ? pauseMs : undefined,
  };
}
