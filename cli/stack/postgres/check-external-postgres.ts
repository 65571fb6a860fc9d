import { excessOf, inspectRoleAt, migrateAt } from "../../../store/mod.ts";
import type { PartSpec } from "../supervise/part.ts";

/**
 * The PostgreSQL of DATABASE_URL as a part. `migrationUrl` is the role that owns the schema, which is migrated before the
 * part is ready. The table of parts reports excessive rights of the role of `url`.
 */
export function checkExternalPostgres(url: string, migrationUrl: string | undefined): PartSpec {
  let source = "DATABASE_URL";
  return {
    name: "postgres",
    ready: async () => {
      if (migrationUrl) await migrateAt(migrationUrl);
      const excess = excessOf(await inspectRoleAt(url));
      source = `DATABASE_URL${excess ? `; ${excess} (docs/operations.md, Database roles)` : ""}`;
      return undefined;
    },
    readyWithinMs: 30_000,
    source: () => source,
    advice: "are DATABASE_URL and MIGRATION_DATABASE_URL right, and does the server run?",
  };
}
