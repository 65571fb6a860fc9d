import type { Writable } from "node:stream";
import { connect } from "../database/connect.ts";
import type { Tx } from "../database/sql.ts";
import { migrate, migrations, olderSchema } from "../database/migrate.ts";
import { findBrokenReferences } from "../database/references.ts";
import { raiseEpoch } from "../log/epoch.ts";
import type { BackedUpTable, Manifest } from "./manifest.ts";

/** Writes the rows of a table, as `SaveRows` got them, and ends the stream. */
export type WriteRows = (table: string, into: Writable) => Promise<void>;

/** Why nothing was restored. */
export class RestoreError extends Error {
  override name = "RestoreError";
}

/**
 * Replaces everything in the database by a backup, in one transaction, raises the log's epoch, and migrates the data to
 * this version. The database must contain nothing else. Throws RestoreError if processes of the service are connected or
 * the backup is of a newer version or of 0.1, and errors of the database; nothing is changed then.
 */
export async function loadDatabase(
  url: string,
  manifest: Manifest,
  write: WriteRows,
): Promise<void> {
  const older = olderSchema("The backup", manifest.migrations);
  if (older) throw new RestoreError(older);
  const newer = manifest.migrations.filter((name) => !migrations.some((m) => m.name === name));
  if (newer.length > 0) {
    throw new RestoreError(`the backup is of a newer version, with migrations ${newer.join(", ")}`);
  }
  const sql = connect(url, { name: "restore", max: 1, patient: true });
  try {
    await sql.begin((tx) => replaceAll(tx, manifest, write));
    await migrate(sql);
    await sql`analyze`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function replaceAll(tx: Tx, manifest: Manifest, write: WriteRows) {
  await tx`set local datestyle = 'ISO'`;
  await refuseWhileUsed(tx);
  const before = await epochCounter(tx);
  await dropAll(tx);
  await tx`create table migrations (name text primary key, applied_at timestamptz not null default now())`;
  for (const { name, statements } of migrations) {
    if (!manifest.migrations.includes(name)) continue;
    await tx.unsafe(statements);
    await tx`insert into migrations (name, applied_at) values (${name}, clock_timestamp())`;
  }
  const links = await dropForeignKeys(tx);
  const forced = await forcedTables(tx);
  for (const name of forced) await tx.unsafe(`alter table ${name} no force row level security`);
  for (const table of manifest.tables) await loadTable(tx, table, write);
  for (const name of forced) await tx.unsafe(`alter table ${name} force row level security`);
  for (const { name, value } of manifest.sequences) {
    await tx`select setval(${name}::regclass, ${value})`;
  }
  for (const { table, name, definition } of links) {
    await tx.unsafe(`alter table ${table} add constraint ${name} ${definition}`);
  }
  const broken = await findBrokenReferences(tx);
  if (broken.length > 0) throw new RestoreError(`the backup is damaged: ${broken.join("; ")}`);
  await raiseEpoch(tx, before);
}

async function refuseWhileUsed(tx: Tx) {
  const users = await tx<{ name: string }[]>`
    select distinct application_name as name from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name like 'tramontane%'`;
  if (users.length === 0) return;
  throw new RestoreError(`these are still connected: ${users.map((u) => u.name).join(", ")}`);
}

/** The epoch counter of the log that is replaced; 0 if there is none. */
async function epochCounter(tx: Tx): Promise<number> {
  const [log] = await tx<
    { exists: boolean }[]
  >`select to_regclass('log_epoch') is not null as exists`;
  if (!log?.exists) return 0;
  const [row] = await tx<{ counter: number }[]>`select counter from log_epoch`;
  return row?.counter ?? 0;
}

/** Keeps the schema itself with its grants, and extensions. */
async function dropAll(tx: Tx) {
  const rows = await tx<{ statement: string }[]>`
    select format('drop %s if exists %I cascade', case relkind when 'v' then 'view' when 'S' then 'sequence'
      else 'table' end, relname) as statement
    from pg_class c where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'S')
      and not relispartition and not exists (select from pg_depend where objid = c.oid and deptype = 'e')
    union all
    select format('drop function if exists %s cascade', oid::regprocedure) from pg_proc p
    where pronamespace = current_schema()::regnamespace
      and not exists (select from pg_depend where objid = p.oid and deptype = 'e')`;
  for (const { statement } of rows) await tx.unsafe(statement);
}

/** Drops foreign keys and returns them: tables refer to each other in circles, so rows are loaded without them. */
async function dropForeignKeys(tx: Tx) {
  const links = await tx<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as table, quote_ident(conname) as name,
      pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace and conparentid = 0`;
  for (const { table, name } of links) {
    await tx.unsafe(`alter table ${table} drop constraint ${name}`);
  }
  return [...links];
}

/** Tables whose policies apply to the owner, too: PostgreSQL copies no rows into such a table. */
async function forcedTables(tx: Tx): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select oid::regclass::text as name from pg_class
    where relnamespace = current_schema()::regnamespace and relforcerowsecurity order by oid`;
  return rows.map((row) => row.name);
}

async function loadTable(tx: Tx, { name, columns }: BackedUpTable, write: WriteRows) {
  await tx`truncate ${tx(name)}`;
  await write(name, await tx`copy ${tx(name)} (${tx(columns)}) from stdin`.writable());
}
