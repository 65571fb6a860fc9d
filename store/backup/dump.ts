import type { Readable } from "node:stream";
import { connect, type Tx } from "../database/connect.ts";
import type { BackedUpTable, Manifest } from "./manifest.ts";

/** Takes the rows of a table, in PostgreSQL's text format, to their end. */
export type KeepRows = (table: string, rows: Readable) => Promise<void>;

/**
 * Gives away all that is recorded, table by table, as of one snapshot and while everything goes on. Drafts are left
 * out, as their writers write them again. It is what was said, and the key that links are signed with. Answers what it
 * takes to put it back; without that it is no backup.
 */
export async function dumpDatabase(url: string, keep: KeepRows): Promise<Manifest> {
  const sql = connect(url, { name: "backup", max: 1, patient: true });
  try {
    return await sql.begin("isolation level repeatable read read only", async (tx) => {
      await tx`set local datestyle = 'ISO'`;
      const manifest = await describe(tx);
      for (const { name, columns } of manifest.tables) {
        const rows = tx`copy (select ${tx(columns)} from ${tx(name)}) to stdout`;
        await keep(name, await rows.readable());
      }
      return manifest;
    }) as Manifest;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The tables that hold rows of their own, as they are in this snapshot; partitions are read with the whole. */
const tablesOf = (tx: Tx) =>
  tx<BackedUpTable[]>`
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and c.relpersistence = 'p' and c.relname <> 'migrations'
  group by c.relname order by c.relname`;

async function describe(tx: Tx): Promise<Manifest> {
  const [now] = await tx<{ at: Date }[]>`select now() as at`;
  const migrations = await tx<
    { name: string }[]
  >`select name from migrations order by applied_at, name`;
  const sequences = await tx<{ name: string; value: number }[]>`
    select sequencename as name, coalesce(last_value, start_value) as value from pg_sequences
    where schemaname = current_schema()`;
  return {
    format: 1,
    at: now?.at.toISOString() ?? "",
    migrations: migrations.map((m) => m.name),
    tables: [...await tablesOf(tx)],
    sequences: [...sequences],
  };
}
