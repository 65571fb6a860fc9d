import { withAdvisoryLock } from "../database/advisory-lock.ts";
import { interval, type Sql, type Tx } from "../database/sql.ts";

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
    await tx`delete from drafts d where d.at < now() - interval '1 hour'
      and not exists (select from entries e where e.id = d.entry_id and e.status = 'RUNNING')`;
    return await purgeUnpartitioned(tx, retentionMs) ||
      await purgeDefaultPartition(tx, retentionMs);
  });
  return purged ?? 0;
}

/** Deletes the beginnings of streams that are older than all partitions. */
async function purgeUnpartitioned(tx: Tx, retentionMs: number): Promise<number> {
  const gone = await tx`
    with old as (
      select distinct o.stream_id from (
        select e.stream_id from events_past e join streams s on s.id = e.stream_id and e.seq < s.head
        where e.at < now() - ${interval(tx, retentionMs)} limit ${max.events}) o
      limit ${max.streams}),
    through as (
      select o.stream_id, least(max(e.seq), min(e.seq) + ${max.events - 1}) as seq
      from old o join streams s on s.id = o.stream_id
      join events_past e on e.stream_id = o.stream_id and e.seq < s.head
        and e.at < now() - ${interval(tx, retentionMs)}
      group by o.stream_id)
    delete from events e using through t where e.stream_id = t.stream_id and e.seq <= t.seq`;
  return gone.count;
}

/** Deletes events that were written while no partition covered their time, unless an older partition is still kept. */
async function purgeDefaultPartition(tx: Tx, retentionMs: number): Promise<number> {
  const gone = await tx`
    delete from events_default where (stream_id, seq) in (
      select stream_id, seq from events_default where at < least(now() - ${
    interval(tx, retentionMs)
  },
        (select min(from_at) from event_partitions))
      order by at, seq limit ${max.events})`;
  return gone.count;
}
