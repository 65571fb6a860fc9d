// Brings the database up to date and ends: what a deployment runs before the processes of a new release.
import { readFileSync } from "node:fs";
import { connect } from "../../store/connect.ts";
import { migrate } from "../../store/migrate.ts";
import { createLogger, errorFields } from "../../telemetry/log.ts";
import { loadMigrateConfig } from "./config.ts";

const log = createLogger("migrate");
try {
  const { databaseUrl } = loadMigrateConfig(process.env, (path) => readFileSync(path, "utf8"));
  const sql = connect(databaseUrl, { name: "tramontane-migrate", max: 1 });
  try {
    log.info("migrated", { migrations: await migrate(sql) });
  } finally {
    await sql.end({ timeout: 5 });
  }
} catch (error) {
  log.error("migration_failed", errorFields(error));
  process.exitCode = 1;
}
