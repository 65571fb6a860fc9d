import type { Sql, Tx } from "../database/connect.ts";

/** Any number, the same in every worker: one tends the partitions at a time. */
const partitionsLock = 7_401_995;
/** Most partitions made in one go. */
const most = 10;
const hourMs = 60 * 60 * 1_000;
const dayMs = 24 * hourMs;

/** How wide a partition is, ms: a tenth of the time that events are kept, in whole hours from 6 hours to a week. */
export function partitionMs(retentionMs: number): number {
  return Math.min(7 * dayMs, Math.max(6 * hourMs, Math.round(retentionMs / 10 / hourMs) * hourMs));
}

/**
 * Makes partitions ahead, for two days and for twice their width; answers their names. Bounded. Each change holds up
 * readers and writers of the log for a moment; where it would have to wait for them for longer than a second, it throws
 * and is for the next call. Does nothing while another worker is at it.
 */
export async function makePartitions(sql: Sql, retentionMs: number): Promise<string[]> {
  const made: string[] = [];
  while (made.length < most) {
    const name = await alone(sql, (tx) => addIfDue(tx, partitionMs(retentionMs)));
    if (name === null) break;
    made.push(name);
  }
  return made;
}

/**
 * Drops the oldest partition if it is beyond `retentionMs` as a whole; answers its name. Its events were kept for up to a
 * partition's width longer. To be called once `purgeOldEvents` finds nothing more, so that no stream is left with a
 * hole. Locks and throws as `makePartitions` does.
 */
export function dropOldPartition(sql: Sql, retentionMs: number): Promise<string | null> {
  return alone(sql, async (tx) => {
    const [row] = await tx<{ name: string | null }[]>`
      select drop_events_partition(now() - ${retentionMs} * interval '1 millisecond') as name`;
    return row?.name ?? null;
  });
}

/** In a transaction of its own, unless another worker is at it. */
function alone(
  sql: Sql,
  change: (tx: Tx) => Promise<string | null>,
): Promise<string | null> {
  return sql.begin(async (tx) => {
    const [lock] = await tx<{ ours: boolean }[]>`
      select pg_try_advisory_xact_lock(${partitionsLock}) as ours`;
    if (!lock?.ours) return null;
    await tx`set local lock_timeout = '1s'`;
    return await change(tx);
  }) as Promise<string | null>;
}

async function addIfDue(tx: Tx, widthMs: number): Promise<string | null> {
  const aheadMs = Math.max(2 * dayMs, 2 * widthMs);
  const [row] = await tx<{ name: string }[]>`
    select add_events_partition(${widthMs} * interval '1 millisecond') as name from event_partitions
    having max(to_at) < now() + ${aheadMs} * interval '1 millisecond'`;
  return row?.name ?? null;
}
