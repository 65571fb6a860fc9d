import { type Sql } from "../../../store/mod.ts";
import type { Secrets } from "../secrets.ts";

/** Passwords of the roles that API and worker log in as. */
export type RolePasswords = Pick<Secrets, "apiDatabasePassword" | "workerDatabasePassword">;

const passwordNames = {
  tramontane_api: "apiDatabasePassword",
  tramontane_worker: "workerDatabasePassword",
} as const;

/** A login role of API or worker on the embedded server; it owns nothing. */
export type EmbeddedRole = keyof typeof passwordNames;

/** The password of a role. */
export const passwordOf = (role: EmbeddedRole, passwords: RolePasswords): string =>
  passwords[passwordNames[role]];

/**
 * Creates missing roles, and sets the passwords of this folder, whose secrets may be newer than its data. Migrations
 * grant their rights. Passwords are hexadecimal.
 */
export async function makeRoles(sql: Sql, passwords: RolePasswords): Promise<void> {
  const names = Object.keys(passwordNames) as EmbeddedRole[];
  const made = await sql<{ name: EmbeddedRole }[]>`
    select rolname as name from pg_roles where rolname = any(${names}::text[])`;
  for (const name of names) {
    const verb = made.some((role) => role.name === name) ? "alter" : "create";
    await sql.unsafe(`${verb} role ${name} login password '${passwordOf(name, passwords)}'`);
  }
}
