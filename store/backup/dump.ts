import type { Readable } from "node:stream";
import { connect } from "../database/connect.ts";
import type { Tx } from "../database/sql.ts";
import type { BackedUpTable, Manifest } from "./manifest.ts";

/** Saves the rows of a table, in PostgreSQL's text format. */
export type SaveRows = (table: string, rows: Readable) => Promise<void>;

/**
 * Dumps all tables as of one snapshot, while the processes keep running. Drafts are left out: their writers write them
 * again. The dump contains conversations and the key that links are signed with. Returns the manifest that
 * `loadDatabase` needs.
 */
export async function dumpDatabase(url: string, save: SaveRows): Promise<Manifest> {
  const sql = connect(url, { name: "backup", max: 1, patient: true });
  try {
    return await sql.begin("isolation level repeatable read read only", async (tx) => {
      await tx`set local datestyle = 'ISO'`;
      const manifest = await describe(tx);
      for (const { name, columns } of manifest.tables) {
        const rows = tx`copy (select ${tx(columns)} from ${tx(name)}) to stdout`;
        const stream = await rows.readable();
        await save(name, stream);
        // postgres.js pauses its socket while the stream is full, and does not resume it if the stream ends in this state:
        // the next query would wait forever. Its `_read` resumes the socket.
        stream._read(0);
      }
      return manifest;
    }) as Manifest;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The tables of the snapshot. Partitions are read through their table. */
const tablesOf = (tx: Tx) =>
  tx<BackedUpTable[]>`
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
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
