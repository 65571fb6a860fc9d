import { connect } from "../database/connect.ts";
import type { Sql } from "../database/sql.ts";

/** Privileges of a connection's role, including some that API and worker never need. */
export interface DatabaseRole {
  name: string;
  /** It may change and drop the schema; before the schema exists: it may create it. */
  owner: boolean;
  superuser: boolean;
  bypassesRowSecurity: boolean;
  /** Whether the schema exists. */
  schemaExists: boolean;
  /** Whether it may read the table `migrations`. */
  readsMigrations: boolean;
}

/** Reads the privileges of the connected role. */
export async function inspectRole(sql: Sql): Promise<DatabaseRole> {
  const [role] = await sql<DatabaseRole[]>`
    select current_user::text as name, r.rolsuper as superuser, r.rolbypassrls as bypasses_row_security,
      m.oid is not null as schema_exists, coalesce(has_table_privilege(m.oid, 'select'), false) as reads_migrations,
      coalesce(pg_has_role(m.relowner, 'usage'), has_schema_privilege(current_schema(), 'create'), false) as owner
    from pg_roles r left join pg_class m on m.oid = to_regclass('migrations') where r.rolname = current_user`;
  if (!role) throw new Error("PostgreSQL did not return the connected role");
  return role;
}

/** As `inspectRole`, over a connection of its own. */
export async function inspectRoleAt(url: string): Promise<DatabaseRole> {
  const sql = connect(url, { name: "tramontane-inspect", max: 1 });
  try {
    return await inspectRole(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Why row level security does not apply to the role, or why it need not stay so, in words; null: it applies. */
export function excessOf(role: DatabaseRole): string | null {
  const excess = [
    ...(role.superuser ? ["is a superuser"] : role.owner ? ["owns the schema"] : []),
    ...(role.bypassesRowSecurity && !role.superuser ? ["bypasses row level security"] : []),
  ];
  if (excess.length === 0) return null;
  return `role ${role.name} ${excess.join(" and ")}, so that row level security does not hold it`;
}
