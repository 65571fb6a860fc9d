import type { Sql, Tx } from "../../store/database/sql.ts";
import type { RecordedRelease } from "./recorded-release.ts";

/**
 * Restores a recorded release into an empty database as if it had been recorded now: all times are moved by the time that
 * has passed, so that no deadline is over.
 */
export async function restore(sql: Sql, recorded: RecordedRelease): Promise<void> {
  const passedMs = Date.now() - Date.parse(recorded.recordedAt);
  await sql.begin(async (tx) => {
    await tx`create table migrations (
      name text primary key, applied_at timestamptz not null default now())`;
    for (const { name, statements } of recorded.migrations) {
      await tx.unsafe(statements);
      await tx`insert into migrations (name) values (${name})`;
    }
    // Rows refer to rows of tables that come later.
    await tx`set local session_replication_role = replica`;
    for (const [table, rows] of Object.entries(recorded.tables)) {
      await fill(tx, table, rows);
      await shiftTimes(tx, table, passedMs);
    }
  });
}

async function fill(tx: Tx, table: string, rows: string) {
  await tx`delete from ${tx(table)}`;
  await tx`insert into ${tx(table)}
    select * from jsonb_populate_recordset(null::${tx(table)}, ${rows}::text::jsonb)`;
}

async function shiftTimes(tx: Tx, table: string, ms: number) {
  const columns = await tx<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass
    and attnum > 0 and atttypid = 'timestamptz'::regtype`;
  for (const { name } of columns) {
    await tx`update ${tx(table)} set ${tx(name)} = ${tx(name)} + ${ms} * interval '1 millisecond'`;
  }
}
