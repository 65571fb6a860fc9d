import type { DraftDelta, DurableEvent } from "../../protocol/log/event.ts";
import { type Db, json, type Sql } from "../database/sql.ts";
import { epochOf, incarnation } from "./epoch.ts";

/** Position of a reader in a stream: the last event and the last draft row that it has. */
export interface Position {
  tenant: string;
  streamId: string;
  seq: number;
  /** Time of that event; null if unknown. Later events are not older, which narrows the search. */
  at: Date | null;
  draft: number;
}

/** A draft as a reader receives it; `number` orders the drafts of a stream. `draftId`: the entry, or an attempt's text of a phase. */
export type DraftRow = DraftDelta & { streamId: string; draftId: string; number: number; at: Date };

/**
 * What is new, in one snapshot: a draft never comes without the event that announced its entry, nor after the entry was
 * completed or discarded.
 */
export interface Changes {
  events: DurableEvent[];
  drafts: DraftRow[];
}

/** State of a stream, and the epoch of the log that it was read in. */
export interface StreamState {
  head: number;
  /** Number of the oldest event that is kept. */
  oldest: number;
  epoch: string;
}

/** The time range of a stream's events, so that PostgreSQL searches only the partitions of that range. */
const between = (sql: Db, id: string) =>
  sql`between (select s.created_at from streams s where s.id = ${id})
    and (select s.last_event_at from streams s where s.id = ${id})`;

/** State of a stream; null if the tenant has no stream of that id. */
export async function readStream(
  sql: Sql,
  tenant: string,
  id: string,
): Promise<StreamState | null> {
  type Found = { head: number; oldest: number } & Parameters<typeof epochOf>[0];
  const [row] = await sql<Found[]>`
    select s.head, coalesce(
      (select min(seq) from events e where e.stream_id = s.id and e.at between s.created_at and s.last_event_at),
      case when s.final_event is null then s.head + 1 else s.head end) as oldest,
      ${incarnation(sql)}
    from streams s where s.id = ${id} and s.tenant = ${tenant}`;
  return row ? { head: row.head, oldest: row.oldest, epoch: epochOf(row) } : null;
}

/** Events after `seq`, oldest first. */
export async function eventsAfter(sql: Db, streamId: string, seq: number, limit: number) {
  return [
    ...await sql<DurableEvent[]>`
    (select stream_id, seq, at, body from events where stream_id = ${streamId} and seq > ${seq}
      and at ${between(sql, streamId)} order by seq limit ${limit})
    union all
    select stream_id, seq, at, body from final_events where stream_id = ${streamId} and seq > ${seq}
    order by seq limit ${limit}`,
  ];
}

/** Stream and number of an event. */
export interface EventAddress {
  streamId: string;
  seq: number;
}

/**
 * Those of these events that are still kept, in any order. The addresses are passed as JSON and each is looked up by
 * itself (`limit 1`), so that one plan over the indexes serves any number of them.
 */
export async function eventsAt(sql: Sql, places: readonly EventAddress[]): Promise<DurableEvent[]> {
  return [
    ...await sql<DurableEvent[]>`
    select e.stream_id, e.seq, e.at, e.body
    from jsonb_to_recordset(${json(sql, places)}) as p("streamId" text, seq bigint)
    cross join lateral (select * from streams where id = p."streamId" limit 1) s
    cross join lateral (
      (select stream_id, seq, at, body from events e
        where stream_id = s.id and e.seq = p.seq and e.at between s.created_at and s.last_event_at limit 1)
      union all
      select k.stream_id, k.seq, k.at, k.body from final_events k
        where k.stream_id = s.id and k.seq = p.seq and s.final_event is not null
      limit 1) e`,
  ];
}

/** The last events before `seq`, oldest first. */
export async function eventsBefore(sql: Sql, streamId: string, seq: number, limit: number) {
  const rows = await sql<DurableEvent[]>`
    (select stream_id, seq, at, body from events where stream_id = ${streamId} and seq < ${seq}
      and at ${between(sql, streamId)} order by seq desc limit ${limit})
    union all
    select stream_id, seq, at, body from final_events where stream_id = ${streamId} and seq < ${seq}
    order by seq desc limit ${limit}`;
  return [...rows].reverse();
}

type Row = { streamId: string; place: number; at: Date; body: unknown; isEvent: boolean };

/**
 * What is new after each position, in one query over one snapshot. The streams may be of several tenants: a position names
 * the tenant of its readers, and nothing comes back of a stream of another one.
 */
export async function readChanges(sql: Sql, positions: readonly Position[]): Promise<Changes> {
  const rows = await sql<Row[]>`
    select * from read_changes(${positions.map((p) => p.streamId)}, ${
    positions.map((p) => p.tenant)
  }, ${positions.map((p) => p.seq)}, ${positions.map((p) => p.at?.toISOString() ?? "-infinity")}, ${
    positions.map((p) => p.draft)
  })`;
  return {
    events: rows.filter((r) => r.isEvent).map(({ streamId, place, at, body }) => {
      return { streamId, seq: place, at, body: body as DurableEvent["body"] };
    }),
    drafts: rows.filter((r) => !r.isEvent).map(({ streamId, place, at, body }) => {
      return { ...body as DraftDelta & { draftId: string }, streamId, number: place, at };
    }),
  };
}
