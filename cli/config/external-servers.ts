import { resolve } from "node:path";
import {
  databaseFilePaths,
  databaseTlsVariables,
  splitDatabaseTls,
  withDatabaseTls,
} from "../../protocol/database-tls.ts";
import {
  readTemporalConnection,
  type TemporalConnection,
  temporalFiles,
  temporalSecrets,
  temporalTlsVariables,
} from "../../protocol/temporal/temporal-connection.ts";
import { fileVariable, withSecretFiles } from "../../telemetry/secret-files.ts";
import { type Faults, isUrl } from "./config-checks.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Reads a text file; throws where that fails. */
export type ReadText = (path: string) => string;

/** Variables of a PostgreSQL that runs elsewhere. */
export const externalDatabaseVariables: readonly string[] = [
  "DATABASE_URL",
  "MIGRATION_DATABASE_URL",
  ...databaseTlsVariables,
];

/** Variables for TLS to a Temporal that runs elsewhere. */
const temporalTlsSettings: readonly string[] = [
  ...temporalTlsVariables.filter((name) => name !== "TEMPORAL_TLS_DISABLE_HOST_VERIFICATION"),
  ...temporalSecrets.map(fileVariable),
];

/** Variables of a Temporal that runs elsewhere. */
export const externalTemporalVariables: readonly string[] = [
  "TEMPORAL_ADDRESS",
  ...temporalTlsSettings,
];

/** Paths made absolute from the root, so that they are valid in every process. */
function withPaths(env: Env, names: readonly string[], root: string): Env {
  const given = names.filter((name) => env[name] && env[name] !== "system");
  return {
    ...env,
    ...Object.fromEntries(given.map((name) => [name, resolve(root, env[name] ?? "")])),
  };
}

/** The database elsewhere, with the TLS variables merged into its URLs; empty where it is embedded. */
export function readExternalDatabase(given: Env, root: string, read: ReadText, faults: Faults) {
  const env = withPaths(given, databaseTlsVariables.filter((n) => n !== "PGSSLMODE"), root);
  const databaseUrl = postgresUrl("DATABASE_URL", env, read, faults);
  const migrationDatabaseUrl = postgresUrl("MIGRATION_DATABASE_URL", env, read, faults);
  if (migrationDatabaseUrl && !databaseUrl) {
    faults.push(
      "MIGRATION_DATABASE_URL is set without DATABASE_URL; set both, or neither for the embedded PostgreSQL",
    );
  }
  return {
    ...(databaseUrl && { databaseUrl }),
    ...(migrationDatabaseUrl && { migrationDatabaseUrl }),
  };
}

function postgresUrl(name: string, env: Env, read: ReadText, faults: Faults): string | undefined {
  const url = env[name];
  if (!url) return undefined;
  if (!isUrl(url, ["postgres:", "postgresql:"])) {
    // The value may hold a password: it is not shown.
    faults.push(`${name} is no PostgreSQL URL; use postgres://user:password@host:5432/name`);
  }
  const fault = (text: string) => faults.includes(text) || faults.push(text);
  const safe = withDatabaseTls(name, url, env, read, fault);
  if (env.TEMPORAL_SERVER === "postgres" && !env.TEMPORAL_ADDRESS) {
    if (splitDatabaseTls(safe).tls.mode !== "disable") {
      faults.push(
        `TEMPORAL_SERVER=postgres reaches ${name} without TLS; set TEMPORAL_ADDRESS to your own server`,
      );
    }
  }
  return safe;
}

/** The Temporal elsewhere; empty where it is embedded. */
export function readExternalTemporal(
  given: Env,
  root: string,
  read: ReadText,
  faults: Faults,
): { temporalAddress?: string; temporalConnection?: TemporalConnection } {
  const set = temporalTlsSettings.filter((name) => given[name]);
  if (!given.TEMPORAL_ADDRESS) {
    for (const name of set) {
      faults.push(`${name} is set without TEMPORAL_ADDRESS; set both or none`);
    }
    return {};
  }
  const fault = (text: string) => void faults.push(text);
  const env = withSecretFiles(temporalPaths(given, root), temporalSecrets, read, fault);
  const temporalConnection = readTemporalConnection(env, read, fault);
  return { temporalAddress: given.TEMPORAL_ADDRESS, temporalConnection };
}

const temporalPaths = (env: Env, root: string) =>
  withPaths(env, [...temporalFiles, ...temporalSecrets.map(fileVariable)], root);

/** Its variables for API and worker in addition to its address; none for the embedded one. */
export function temporalTlsOf(env: Env, root: string): Record<string, string> {
  if (!env.TEMPORAL_ADDRESS) return {};
  const all = temporalPaths(env, root);
  return Object.fromEntries(
    temporalTlsSettings.flatMap((name) => all[name] ? [[name, all[name] ?? ""]] : []),
  );
}

/** Files that an API must be allowed to read to reach both. */
export function externalFiles(env: Env, root: string, databaseUrl: string): string[] {
  const named = temporalTlsOf(env, root);
  const files = [...temporalFiles, ...temporalSecrets.map(fileVariable)];
  return [
    ...files.flatMap((name) => named[name] ? [named[name] ?? ""] : []),
    ...databaseFilePaths(databaseUrl),
  ];
}
