import { withAdvisoryLock } from "../database/advisory-lock.ts";
import type { Sql } from "../database/sql.ts";

/** Limits of one call: streams examined, and events deleted of each. */
const max = { streams: 100, events: 5_000 };

/**
 * Deletes events older than `retentionMs` that are in no time partition: those that are older than the partitions (oldest
 * first, without leaving holes, and never the newest event of a stream, which says whether more can follow), and those
 * in the default partition. Also deletes drafts whose entry was completed or discarded. Bounded; returns the number of
 * deleted events, 0 if another worker is purging.
 */
export async function purgeOldEvents(sql: Sql, retentionMs: number): Promise<number> {
  const purged = await withAdvisoryLock(sql, "retention", async (tx) => {
    await tx`select purge_drafts()`;
    const [past] = await tx<{ gone: number }[]>`
      select purge_past_events(${retentionMs}, ${max.streams}, ${max.events}) as gone`;
    if (past?.gone) return past.gone;
    const [unpartitioned] = await tx<{ gone: number }[]>`
      select purge_default_events(${retentionMs}, ${max.events}) as gone`;
    return unpartitioned?.gone ?? 0;
  });
  return purged ?? 0;
}
