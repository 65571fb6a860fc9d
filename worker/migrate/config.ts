import { databaseTlsVariables, withDatabaseTls } from "../../protocol/database-tls.ts";
import { fileVariable, type ReadText, withSecretFiles } from "../../telemetry/secret-files.ts";

/** What may come from a file that `<NAME>_FILE` names. */
export const migrateSecrets: readonly string[] = ["MIGRATION_DATABASE_URL", "DATABASE_URL"];

/** Every variable that a migration reads. */
export const migrateVariables: readonly string[] = [
  ...migrateSecrets,
  ...migrateSecrets.map(fileVariable),
  ...databaseTlsVariables,
];

/** How a migration is set up. */
export interface MigrateConfig {
  /** Of the role that owns the schema. */
  databaseUrl: string;
}

/** Reads the configuration, with `read` also the files of secrets. Throws one Error that names every fault. */
export function loadMigrateConfig(
  given: Readonly<Record<string, string | undefined>>,
  read: ReadText = () => "",
): MigrateConfig {
  const faults: string[] = [];
  const fault = (text: string) => void faults.push(`${text}.`);
  const env = withSecretFiles(given, migrateSecrets, read, fault);
  const name = env.MIGRATION_DATABASE_URL ? "MIGRATION_DATABASE_URL" : "DATABASE_URL";
  const url = env[name] ?? "";
  const databaseUrl = withDatabaseTls(name, url, env, read, fault);
  if (!url) {
    fault(
      "MIGRATION_DATABASE_URL is not set: the address of PostgreSQL for the role that owns the schema, postgres://",
    );
  }
  if (faults.length > 0) throw new Error(`Nothing was migrated.\n- ${faults.join("\n- ")}`);
  return { databaseUrl };
}
