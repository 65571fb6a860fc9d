import { connect, type Sql } from "../database/connect.ts";
import { migrate, migrations } from "../database/migrate.ts";
import { type DatabaseRole, inspectRole } from "./inspect.ts";

/** The database is not as this release needs it, and the role that found out may not change that. */
export class SchemaError extends Error {
  override name = "SchemaError";
}

/** What a process found at its start. */
export interface PreparedSchema {
  role: DatabaseRole;
  /** Migrations that it applied; always none for a role that owns nothing. */
  applied: string[];
}

/**
 * For API and worker at their start: a role that owns the schema brings it up to date, any other checks that it is, and
 * that it may read what is there. Throws SchemaError, which says what to do, where not; and what the database threw.
 */
export async function prepareSchema(url: string): Promise<PreparedSchema> {
  const sql = connect(url, { name: "tramontane-schema", max: 1, patient: true });
  try {
    const role = await inspectRole(sql);
    if (role.owner) return { role, applied: await migrate(sql) };
    await checkCurrent(sql, role);
    await checkGrants(sql, role);
    return { role, applied: [] };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const howTo = "run the migration with the role that owns it (MIGRATION_DATABASE_URL), " +
  "as docs/operations.md says under Database roles";

async function checkCurrent(sql: Sql, role: DatabaseRole): Promise<void> {
  if (!role.schemaExists) {
    throw new SchemaError(
      `The database has no schema yet, and role ${role.name} does not own it: ${howTo}.`,
    );
  }
  if (!role.readsMigrations) throw new SchemaError(noGrants(role, ["migrations"]));
  const done = new Set(
    (await sql<{ name: string }[]>`select name from migrations`).map((m) => m.name),
  );
  const due = migrations.filter((m) => !done.has(m.name)).map((m) => m.name);
  if (due.length === 0) return;
  throw new SchemaError(
    `The database lacks ${due.join(", ")}, and role ${role.name} does not own it: ${howTo}.`,
  );
}

async function checkGrants(sql: Sql, role: DatabaseRole): Promise<void> {
  const closed = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
      and not has_table_privilege(c.oid, 'select')
      and not exists (select from pg_depend where objid = c.oid and deptype = 'e') order by c.relname`;
  if (closed.length > 0) throw new SchemaError(noGrants(role, closed.map((t) => t.name)));
}

const noGrants = ({ name }: DatabaseRole, tables: string[]) =>
  `Role ${name} may not read ${
    tables.join(", ")
  }: it must be, or be a member of, tramontane_api or ` +
  `tramontane_worker; then ${howTo}, which grants what they need.`;
