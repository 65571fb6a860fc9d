import { withAdvisoryLock } from "../database/advisory-lock.ts";
import { interval, type Sql, type Tx } from "../database/sql.ts";

/** Limit of the partitions made by one call. */
const maxMade = 10;
const hourMs = 60 * 60 * 1_000;
const dayMs = 24 * hourMs;

/** Width of a partition, ms: a tenth of the retention of events, in whole hours from 6 hours to a week. */
export function partitionMs(retentionMs: number): number {
  return Math.min(7 * dayMs, Math.max(6 * hourMs, Math.round(retentionMs / 10 / hourMs) * hourMs));
}

/**
 * Makes partitions ahead of time, for two days or twice their width, whichever is longer; returns their names. Bounded.
 * Each change blocks readers and writers of the log for a moment; if it would have to wait for them for longer than a
 * second, it throws, and the next call tries again. Does nothing while another worker changes partitions.
 */
export async function makePartitions(sql: Sql, retentionMs: number): Promise<string[]> {
  const made: string[] = [];
  while (made.length < maxMade) {
    const name = await change(sql, (tx) => addIfNeeded(tx, partitionMs(retentionMs)));
    if (name === null) break;
    made.push(name);
  }
  return made;
}

/**
 * Drops the oldest partition if all of it is older than `retentionMs`; returns its name. Its events were therefore kept
 * for up to a partition's width longer. Call it once `purgeOldEvents` finds nothing more, so that no stream is left with
 * a hole. Locks and throws as `makePartitions` does.
 */
export function dropOldPartition(sql: Sql, retentionMs: number): Promise<string | null> {
  return change(sql, async (tx) => {
    const [row] = await tx<{ name: string | null }[]>`
      select drop_events_partition(now() - ${interval(tx, retentionMs)}) as name`;
    return row?.name ?? null;
  });
}

function change(sql: Sql, work: (tx: Tx) => Promise<string | null>): Promise<string | null> {
  return withAdvisoryLock(sql, "partitions", async (tx) => {
    await tx`set local lock_timeout = '1s'`;
    return await work(tx);
  });
}

async function addIfNeeded(tx: Tx, widthMs: number): Promise<string | null> {
  const aheadMs = Math.max(2 * dayMs, 2 * widthMs);
  const [row] = await tx<{ name: string }[]>`
    select add_events_partition(${interval(tx, widthMs)}) as name from event_partitions
    having max(to_at) < now() + ${interval(tx, aheadMs)}`;
  return row?.name ?? null;
}
