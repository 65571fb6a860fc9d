import type { Sql, Tx } from "../database/connect.ts";

/** Any number, the same in every worker: one forgets at a time. */
const retentionLock = 7_401_994;
/** Most streams looked at, and most events of each deleted, in one go. */
const most = { streams: 100, events: 5_000 };

/**
 * Deletes events older than `retentionMs` that no partition can be dropped with: those from before there were partitions,
 * oldest first and without leaving holes, but never the newest of a stream, which says whether more can follow; and
 * those in the rest. Drafts whose entry is written or void go too. Bounded; answers how many events went, 0 when another
 * worker is at it.
 */
export function purgeOldEvents(sql: Sql, retentionMs: number): Promise<number> {
  return sql.begin(async (tx) => {
    const [lock] = await tx<{ ours: boolean }[]>`
      select pg_try_advisory_xact_lock(${retentionLock}) as ours`;
    if (!lock?.ours) return 0;
    await tx`delete from drafts d where d.at < now() - interval '1 hour'
      and not exists (select from entries e where e.id = d.entry_id and e.status = 'RUNNING')`;
    return await purgeUnpartitioned(tx, retentionMs) || await purgeRest(tx, retentionMs);
  }) as Promise<number>;
}

/** What is older than all partitions: whole streams' beginnings. */
async function purgeUnpartitioned(tx: Tx, retentionMs: number): Promise<number> {
  const gone = await tx`
    with old as (
      select distinct o.stream_id from (
        select e.stream_id from events_past e join streams s on s.id = e.stream_id and e.seq < s.head
        where e.at < now() - ${retentionMs} * interval '1 millisecond' limit ${most.events}) o
      limit ${most.streams}),
    through as (
      select o.stream_id, least(max(e.seq), min(e.seq) + ${most.events - 1}) as seq
      from old o join streams s on s.id = o.stream_id
      join events_past e on e.stream_id = o.stream_id and e.seq < s.head
        and e.at < now() - ${retentionMs} * interval '1 millisecond'
      group by o.stream_id)
    delete from events e using through t where e.stream_id = t.stream_id and e.seq <= t.seq`;
  return gone.count;
}

/** What came while there was no partition for it: behind no event that is still kept in one. */
async function purgeRest(tx: Tx, retentionMs: number): Promise<number> {
  const gone = await tx`
    delete from events_default where (stream_id, seq) in (
      select stream_id, seq from events_default where at < least(now() - ${retentionMs} * interval '1 millisecond',
        (select min(from_at) from event_partitions))
      order by at, seq limit ${most.events})`;
  return gone.count;
}
