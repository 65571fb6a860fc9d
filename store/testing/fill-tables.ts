import type { Sql } from "../database/sql.ts";

interface Column {
  table: string;
  name: string;
  type: string;
}

/** Values of columns that not every value fits. */
const fitting: Record<string, string> = {
  "api_keys.expires_at": "now()",
  "api_keys.secret_hash": "sha256('')",
  "events.at": "now()",
  "revocations.kind": "'credential'",
  "streams.final_event": "'{}'",
};

const values: Record<string, string> = {
  jsonb: "'{}'",
  bytea: "sha256(convert_to('TENANT', 'UTF8'))",
  integer: "1",
  bigint: "1",
  "double precision": "1",
  boolean: "false",
  date: "now()::date",
  "text[]": "'{}'",
};

/**
 * Inserts a row of each tenant into every table with a column `tenant`, whatever tables there are, as a superuser and
 * without regard to foreign keys. Returns the tables, with their partitions.
 */
export async function fillTables(sql: Sql, tenants: readonly string[]): Promise<string[]> {
  const columns = await columnsToFill(sql);
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const [table, own] of Map.groupBy(columns, (column) => column.table)) {
      for (const tenant of tenants) {
        const names = own.map(({ name }) => `"${name}"`).join();
        await tx.unsafe(
          `insert into ${table} (${names}) values (${own.map((c) => valueOf(c, tenant)).join()})`,
        );
      }
    }
  });
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'tenant'`;
  return tables.map(({ name }) => name);
}

/** The columns that must have a value, and those with a special one; rows of partitions come through their table. */
const columnsToFill = (sql: Sql) =>
  sql<Column[]>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant')
      and (a.attnotnull and not a.atthasdef or c.relname || '.' || a.attname = any(${
    Object.keys(fitting)
  }))`;

function valueOf({ table, name, type }: Column, tenant: string): string {
  if (name === "tenant") return `'${tenant}'`;
  const value = fitting[`${table}.${name}`] ?? values[type] ??
    (type.startsWith("timestamp") ? "now()" : `'${name} of TENANT'`);
  return value.replaceAll("TENANT", tenant);
}
