import type { Writable } from "node:stream";
import { connect, type Tx } from "../database/connect.ts";
import { raiseEpoch } from "../log/epoch.ts";
import { migrate, migrations } from "../database/migrate.ts";
import type { BackedUpTable, Manifest } from "./manifest.ts";

/** Writes the rows of a table, as they were given away, and ends the stream. */
export type GiveRows = (table: string, into: Writable) => Promise<void>;

/** Why nothing was put back. */
export class RestoreError extends Error {
  override name = "RestoreError";
}

/**
 * Puts a backup in the place of all that is in the database, in one transaction, raises the log's epoch, and brings the
 * data up to this release. The database must hold nothing but ours. Throws RestoreError, or what went wrong, and
 * changes nothing then: where processes of ours are connected, or the backup is of a newer release.
 */
export async function loadDatabase(
  url: string,
  manifest: Manifest,
  give: GiveRows,
): Promise<void> {
  const newer = manifest.migrations.filter((name) => !migrations.some((m) => m.name === name));
  if (newer.length > 0) {
    throw new RestoreError(`the backup is of a newer release, which knows ${newer.join(", ")}`);
  }
  const sql = connect(url, { name: "restore", max: 1, patient: true });
  try {
    await sql.begin((tx) => replaceAll(tx, manifest, give));
    await migrate(sql);
    await sql`analyze`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function replaceAll(tx: Tx, manifest: Manifest, give: GiveRows) {
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
  const links = await takeForeignKeys(tx);
  for (const table of manifest.tables) await loadTable(tx, table, give);
  for (const { name, value } of manifest.sequences) {
    await tx`select setval(${name}::regclass, ${value})`;
  }
  for (const { place, name, definition } of links) {
    await tx.unsafe(`alter table ${place} add constraint ${name} ${definition}`);
  }
  await raiseEpoch(tx, before);
}

async function refuseWhileUsed(tx: Tx) {
  const users = await tx<{ name: string }[]>`
    select distinct application_name as name from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name like 'tramontane%'`;
  if (users.length === 0) return;
  throw new RestoreError(`these are still connected: ${users.map((u) => u.name).join(", ")}`);
}

/** That of the log which is replaced; 0 where there is none. */
async function epochCounter(tx: Tx): Promise<number> {
  const [log] = await tx<
    { exists: boolean }[]
  >`select to_regclass('log_epoch') is not null as exists`;
  if (!log?.exists) return 0;
  const [row] = await tx<{ counter: number }[]>`select counter from log_epoch`;
  return row?.counter ?? 0;
}

/** The schema itself stays, with what is granted on it, and so do extensions. */
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

/** Tables refer to each other in circles: rows come first, then what binds them, which is checked as a whole. */
async function takeForeignKeys(tx: Tx) {
  const links = await tx<{ place: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as place, quote_ident(conname) as name,
      pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace and conparentid = 0`;
  for (const { place, name } of links) {
    await tx.unsafe(`alter table ${place} drop constraint ${name}`);
  }
  return [...links];
}

async function loadTable(tx: Tx, { name, columns }: BackedUpTable, give: GiveRows) {
  await tx`truncate ${tx(name)}`;
  await give(name, await tx`copy ${tx(name)} (${tx(columns)}) from stdin`.writable());
}
