import { excessOf, inspectRoleAt, migrateAt } from "../../../store/mod.ts";
import type { PartSpec } from "../supervise/part.ts";

/**
 * The PostgreSQL of DATABASE_URL as a part. `migrationUrl`: of a role that owns the schema, which is brought to this
 * release before the part is ready. The table of parts says where the role of `url` may do more than it needs.
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
