import { createHash } from "node:crypto";
import type { Db } from "./connect.ts";

/**
 * The log's incarnation, part of every cursor: PostgreSQL's system identifier, its timeline and a counter that the
 * restore procedure raises, hashed to 10 letters. After a restore or failover older cursors are told so.
 */
export async function readEpoch(db: Db): Promise<string> {
  const [row] = await db<{ system: string; timeline: number; counter: number }[]>`
    select s.system_identifier::text as system, c.timeline_id as timeline, e.counter
    from pg_control_system() s, pg_control_checkpoint() c, log_epoch e`;
  if (!row) throw new Error("log_epoch is empty");
  const text = `${row.system}/${row.timeline}/${row.counter}`;
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}
