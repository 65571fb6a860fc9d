import { connect } from "../../store/database/connect.ts";
import type { Sql } from "../../store/database/sql.ts";
import { inspectRoleAt } from "../../store/roles/inspect.ts";
import type { StartConfig } from "../config/config.ts";
import { readJson } from "../stack/home.ts";
import { isLocked } from "../stack/home-lock.ts";
import type { Ports } from "../stack/supervise/ports.ts";
import { embeddedUrl } from "../stack/postgres/postgres.ts";
import { loadSecrets } from "../stack/secrets.ts";
import { startStack } from "../stack/stack.ts";

/** The connection string of the running embedded PostgreSQL of a state folder. */
export function embeddedDatabase(home: string): string {
  const { postgres = 0 } = readJson<Ports>(`${home}/ports.json`) ?? {};
  return embeddedUrl({ port: postgres, password: loadSecrets(home).databasePassword });
}

type StoreSettings = Pick<StartConfig, "databaseUrl" | "migrationDatabaseUrl" | "home">;

/**
 * Calls `work` with the database of MIGRATION_DATABASE_URL or DATABASE_URL, as the role that owns it, or with the embedded
 * one: that of the running start, else a PostgreSQL that runs for as long as the work takes. Throws if the role of the
 * address does not own the schema.
 */
export async function withDatabase<T>(
  { databaseUrl, migrationDatabaseUrl, home }: StoreSettings,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const owners = migrationDatabaseUrl ?? databaseUrl;
  if (owners) {
    await refuseUnlessOwner(owners);
    return await work(owners);
  }
  if (await isLocked(home)) return await work(embeddedDatabase(home));
  await using stack = await startStack({ home, parts: ["postgres"] });
  return await work(stack.urls.database);
}

/** Row level security hides all rows from every other role: a backup by it would be empty, and every chain sound. */
async function refuseUnlessOwner(url: string): Promise<void> {
  const role = await inspectRoleAt(url);
  if (role.owner || role.bypassesRowSecurity) return;
  throw new Error(
    `role ${role.name} does not own the schema and sees no rows of tenants; set MIGRATION_DATABASE_URL to the owner's address`,
  );
}

/** As `withDatabase`, with a connection of the given application name. */
export async function withSql<T>(
  settings: StoreSettings,
  name: string,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  return await withDatabase(settings, async (url) => {
    const sql = connect(url, { name: `tramontane-${name}`, max: 1, patient: true });
    try {
      return await work(sql);
    } finally {
      await sql.end({ timeout: 1 });
    }
  });
}
