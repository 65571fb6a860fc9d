import { createHash } from "node:crypto";
import type { Db } from "../database/connect.ts";

/** What an incarnation is made of. */
interface Incarnation {
  system: string;
  timeline: string;
  counter: number;
}

/** Columns of an `Incarnation`; a query that has them reads of that incarnation and no other. */
export const incarnation = (db: Db) =>
  db`(select system_identifier::text from pg_control_system()) as system,
    left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) as timeline,
    (select counter from log_epoch) as counter`;

/** The 10 letters of an incarnation. */
export function epochOf({ system, timeline, counter }: Incarnation): string {
  const text = `${system}/${timeline}/${counter}`;
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}

/**
 * The log's incarnation, part of every cursor: PostgreSQL's system identifier, its timeline and a counter that the
 * restore procedure raises, hashed to 10 letters. After a restore or failover older cursors are looked at twice. Throws on a
 * standby: the log is read at the primary only, whose timeline is known at once and not after a checkpoint.
 */
export async function readEpoch(db: Db): Promise<string> {
  const [row] = await db<Incarnation[]>`select ${incarnation(db)}`;
  if (row?.counter == null) throw new Error("log_epoch is empty");
  return epochOf(row);
}

/**
 * To be done after the data were put back from an older copy, while no worker runs: cursors from before are refused
 * from then on, and no conversation is appended to at the provider, which may know more of it than these data. A
 * conversation with an open model call is left: that call looks at the provider first.
 * The counter is never one that was there before, also where the same copy is put back twice: it is at least the
 * seconds since 2020, and beyond `before`, that of the log whose place these data took.
 */
export async function raiseEpoch(db: Db, before = 0): Promise<number> {
  await db`update conversations c set checkpoint_dirty = true where checkpoint_remote_id is not null and not exists (
    select from calls where conversation_id = c.id and kind = 'model'
      and (status = 'RUNNING' or (status = 'WAITING' and maybe_sent)))`;
  const [row] = await db<{ counter: number }[]>`
    update log_epoch set counter = greatest(counter + 1, ${before + 1}::integer,
      extract(epoch from clock_timestamp() - '2020-01-01'::timestamptz)::integer) returning counter`;
  if (!row) throw new Error("log_epoch is empty");
  return row.counter;
}
