// Migrates the database and ends. A deployment runs this before the processes of a new release.
import { readFileSync } from "node:fs";
import { migrateAt } from "../../store/database/migrate.ts";
import { createLogger, errorFields } from "../../telemetry/log.ts";
import { loadMigrateConfig } from "./config.ts";

const log = createLogger("migrate");
try {
  const { databaseUrl } = loadMigrateConfig(process.env, (path) => readFileSync(path, "utf8"));
  log.info("database.migrated", { migrations: await migrateAt(databaseUrl) });
} catch (error) {
  log.error("database.migration_failed", errorFields(error));
  process.exitCode = 1;
}
