import type { Sql, Tx } from "../../store/database/connect.ts";
import type { Recorded } from "./release.ts";

/**
 * Makes an empty database what the release left behind, as if it had been recorded this moment: every instant moves on by
 * the time that has passed, or deadlines would be over.
 */
export async function restore(sql: Sql, recorded: Recorded): Promise<void> {
  const passedMs = Date.now() - Date.parse(recorded.recordedAt);
  await sql.begin(async (tx) => {
    await tx`create table migrations (
      name text primary key, applied_at timestamptz not null default now())`;
    for (const { name, statements } of recorded.migrations) {
      await tx.unsafe(statements);
      await tx`insert into migrations (name) values (${name})`;
    }
    // Rows come table by table: what they refer to may come later.
    await tx`set local session_replication_role = replica`;
    for (const [table, rows] of Object.entries(recorded.tables)) {
      await fill(tx, table, rows);
      await moveOn(tx, table, passedMs);
    }
  });
}

async function fill(tx: Tx, table: string, rows: string) {
  await tx`delete from ${tx(table)}`;
  await tx`insert into ${tx(table)}
    select * from jsonb_populate_recordset(null::${tx(table)}, ${rows}::text::jsonb)`;
}

async function moveOn(tx: Tx, table: string, ms: number) {
  const columns = await tx<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass
    and attnum > 0 and atttypid = 'timestamptz'::regtype`;
  for (const { name } of columns) {
    await tx`update ${tx(table)} set ${tx(name)} = ${tx(name)} + ${ms} * interval '1 millisecond'`;
  }
}
