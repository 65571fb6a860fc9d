import { connect } from "../database/connect.ts";
import type { Sql } from "../database/sql.ts";
import { appliedMigrations, migrations, SchemaError } from "../database/migrate.ts";
import { type DatabaseRole, excessOf, inspectRole } from "./inspect.ts";
import { type ApplicationRole, applicationRoles, privilegesOf } from "./privileges.ts";

/**
 * Checks what the API or a worker finds at its start: a role that row level security applies to, and a schema that is
 * current and readable. Throws SchemaError, which says what to do, and errors of the database. Changes nothing.
 */
export async function checkSchema(url: string): Promise<void> {
  const sql = connect(url, { name: "tramontane-schema", max: 1, patient: true });
  try {
    const role = await inspectRole(sql);
    const excess = excessOf(role);
    if (excess) throw new SchemaError(`${excess}. ${whatToDo}`);
    await checkCurrent(sql, role);
    await checkGrants(sql, role);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const whatToDo = "Log in as a member of tramontane_api or tramontane_worker, and migrate with " +
  "MIGRATION_DATABASE_URL, as docs/operations.md says under Database roles.";

const howTo = "run the migration with the role that owns it (MIGRATION_DATABASE_URL), " +
  "as docs/operations.md says under Database roles";

async function checkCurrent(sql: Sql, role: DatabaseRole): Promise<void> {
  if (!role.schemaExists) {
    throw new SchemaError(
      `The database has no schema yet, and role ${role.name} does not own it: ${howTo}.`,
    );
  }
  if (!role.readsMigrations) throw new SchemaError(noGrants(role, ["migrations"]));
  const applied = await appliedMigrations(sql);
  const missing = migrations.map((m) => m.name).filter((name) => !applied.includes(name));
  if (missing.length === 0) return;
  throw new SchemaError(
    `The database lacks ${missing.join(", ")}, and role ${role.name} does not own it: ${howTo}.`,
  );
}

async function checkGrants(sql: Sql, role: DatabaseRole): Promise<void> {
  const closed = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
      and not has_table_privilege(c.oid, 'select')
      and not exists (select from pg_depend where objid = c.oid and deptype = 'e') order by c.relname`;
  if (closed.length === 0) return;
  const memberOf = await applicationRolesOf(sql);
  const lacking = closed.map((t) => t.name).filter((name) =>
    memberOf.length === 0 ||
    memberOf.some((one) =>
      ([...privilegesOf(one, { kind: "table", name })] as string[]).includes("SELECT")
    )
  );
  if (lacking.length > 0) throw new SchemaError(noGrants(role, lacking));
}

/** The application roles whose privileges the connected role has. */
async function applicationRolesOf(sql: Sql): Promise<ApplicationRole[]> {
  const rows = await sql<{ name: ApplicationRole }[]>`
    select rolname as name from pg_roles
    where rolname = any(${[...applicationRoles]}::text[]) and pg_has_role(oid, 'usage')`;
  return rows.map((r) => r.name);
}

const noGrants = ({ name }: DatabaseRole, tables: string[]) =>
  `Role ${name} may not read ${tables.join(", ")}: make it a member of tramontane_api or ` +
  `tramontane_worker; then ${howTo}, which grants what they need.`;
