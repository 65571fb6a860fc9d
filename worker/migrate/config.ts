import { asOptional, type Env, optional } from "../../protocol/config/field.ts";
import { postgresUrl } from "../../protocol/config/kinds.ts";
import { readConfig } from "../../protocol/config/read-config.ts";
import type { ReadText } from "../../protocol/config/secret-files.ts";
import { databaseFields } from "../../protocol/config/shared-fields.ts";
import { databaseTlsFields, withDatabaseTls } from "../../protocol/config/database-tls.ts";

/** The variables that a migration reads. */
export const migrateFields = {
  migrationDatabaseUrl: optional("MIGRATION_DATABASE_URL", postgresUrl, {
    secret: true,
    about: "the same database for the role that owns the schema: [Database roles](#database-roles)",
    unset: "`DATABASE_URL`",
  }),
  databaseUrl: asOptional(databaseFields.databaseUrl),
  ...databaseTlsFields,
};

/** Reads the configuration of a migration; `read` reads a text file. Throws a ConfigError with every fault. */
export const loadMigrateConfig = (env: Env, read: ReadText = () => "") =>
  readConfig("migration", migrateFields, env, read, (values, context) => {
    const { migrationDatabaseUrl, databaseUrl } = values;
    const name = migrationDatabaseUrl ? "MIGRATION_DATABASE_URL" : "DATABASE_URL";
    const url = migrationDatabaseUrl ?? databaseUrl;
    if (!url) {
      context.fault(
        "MIGRATION_DATABASE_URL is not set; set the URL of PostgreSQL for the role that owns the schema",
      );
    }
    return { databaseUrl: withDatabaseTls(name, url ?? "", context) };
  });
