import { createHash } from "node:crypto";
import type { Db } from "./connect.ts";

/**
 * The log's incarnation, part of every cursor: PostgreSQL's system identifier, its timeline and a counter that the
 * restore procedure raises, hashed to 10 letters. After a restore or failover older cursors are told so. Throws on a
 * standby: the log is read at the primary only, whose timeline is known at once and not after a checkpoint.
 */
export async function readEpoch(db: Db): Promise<string> {
  const [row] = await db<{ system: string; timeline: string; counter: number }[]>`
    select s.system_identifier::text as system, e.counter,
      left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) as timeline
    from pg_control_system() s, log_epoch e`;
  if (!row) throw new Error("log_epoch is empty");
  const text = `${row.system}/${row.timeline}/${row.counter}`;
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}

/**
 * To be done after the data were put back from an older copy, while no worker runs: cursors from before are refused
 * from then on, and no conversation is appended to at the provider, which may know more of it than these data. A
 * conversation with an open model call is left: that call looks at the provider first.
 */
export async function raiseEpoch(db: Db): Promise<number> {
  await db`update conversations c set base_dirty = true where base_remote_id is not null and not exists (
    select from calls where conversation_id = c.id and kind = 'model'
      and (status = 'RUNNING' or (status = 'WAITING' and suspect)))`;
  const [row] = await db<{ counter: number }[]>`
    update log_epoch set counter = counter + 1 returning counter`;
  if (!row) throw new Error("log_epoch is empty");
  return row.counter;
}
