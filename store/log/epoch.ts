import { createHash } from "node:crypto";
import type { Db } from "../database/sql.ts";

/** The parts that identify an incarnation of the log. */
interface Incarnation {
  system: string;
  timeline: string;
  counter: number;
}

/** Columns of an `Incarnation`; a query that selects them reads from that incarnation and no other. */
export const incarnation = (db: Db) =>
  db`(select system_identifier::text from pg_control_system()) as system,
    left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) as timeline,
    (select counter from log_epoch) as counter`;

/** The epoch of an incarnation: 10 letters. */
export function epochOf({ system, timeline, counter }: Incarnation): string {
  const text = `${system}/${timeline}/${counter}`;
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}

/**
 * The log's epoch, part of every cursor: PostgreSQL's system identifier, its timeline and a counter that the restore
 * procedure raises, hashed to 10 letters. After a restore or failover, older cursors get an additional check. Throws on a
 * standby: only the primary knows its timeline at once, not only after PostgreSQL's next checkpoint.
 */
export async function readEpoch(db: Db): Promise<string> {
  const [row] = await db<Incarnation[]>`select ${incarnation(db)}`;
  if (row?.counter == null) throw new Error("log_epoch is empty");
  return epochOf(row);
}

/**
 * Called after a restore from an older copy, while no worker runs. Older cursors are refused from then on, and no
 * conversation is appended to at the provider, which may have more of it than the restored data. A conversation with an
 * open model call is left as it is: that call reads the provider's history first.
 *
 * The new counter was never used before, even if the same copy is restored twice: it is at least the number of seconds
 * since 2020, and greater than `before`, the counter of the log that the restored data replaced.
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
