import { type Env, type Values, variablesOf } from "../../protocol/config/field.ts";
import type { ConfigContext } from "../../protocol/config/read-config.ts";
import {
  databaseTlsFields,
  splitDatabaseTls,
  withDatabaseTls,
} from "../../protocol/config/database-tls.ts";
import {
  readTemporalConnection,
  type TemporalConnection,
  temporalFields,
} from "../../protocol/temporal/temporal-connection.ts";
import { withAbsolutePaths } from "./absolute-paths.ts";
import type { startFields } from "./start-fields.ts";

type StartValues = Values<typeof startFields>;

const { temporalAddress: _, temporalNamespace: __, temporalUnverified: ___, ...temporalTlsFields } =
  temporalFields;
const temporalTlsVariables = variablesOf(temporalTlsFields);

/** Variables of an external PostgreSQL and an external Temporal; embedded servers have none of them. */
export const externalServerVariables: readonly string[] = [
  ...["DATABASE_URL", "MIGRATION_DATABASE_URL", "TEMPORAL_ADDRESS"],
  ...variablesOf(databaseTlsFields),
  ...temporalTlsVariables,
];

/** The external database, with the TLS variables merged into its URLs; empty where it is embedded. */
export function readDatabase(values: StartValues, context: ConfigContext) {
  const databaseUrl = withTls("DATABASE_URL", values.databaseUrl, values, context);
  const migrationDatabaseUrl = withTls(
    "MIGRATION_DATABASE_URL",
    values.migrationDatabaseUrl,
    values,
    context,
  );
  if (migrationDatabaseUrl && !context.env.DATABASE_URL) {
    context.fault(
      "MIGRATION_DATABASE_URL is set without DATABASE_URL; set both, or neither for the embedded PostgreSQL",
    );
  }
  return {
    ...(databaseUrl && { databaseUrl }),
    ...(migrationDatabaseUrl && { migrationDatabaseUrl }),
  };
}

function withTls(
  name: string,
  url: string | null,
  { temporalServer, temporalAddress }: StartValues,
  context: ConfigContext,
): string | null {
  if (url === null) return null;
  const whole = withDatabaseTls(name, url, context);
  const isShared = temporalServer === "postgres" && temporalAddress === null;
  if (isShared && splitDatabaseTls(whole).tls.mode !== "disable") {
    context.fault(
      `TEMPORAL_SERVER=postgres reaches ${name} without TLS; set TEMPORAL_ADDRESS to your own server`,
    );
  }
  return whole;
}

/** The external Temporal; empty where it is embedded. */
export function readTemporal(
  values: StartValues,
  context: ConfigContext,
): { temporalAddress?: string; temporalConnection?: TemporalConnection } {
  const { temporalAddress } = values;
  if (temporalAddress !== null) {
    const given = { ...values, temporalAddress, temporalUnverified: null };
    return { temporalAddress, temporalConnection: readTemporalConnection(given, context) };
  }
  // An address with a fault is reported already.
  if (context.env.TEMPORAL_ADDRESS) return {};
  for (const name of temporalTlsVariables.filter((name) => context.env[name])) {
    context.fault(`${name} is set without TEMPORAL_ADDRESS; set both or none`);
  }
  return {};
}

/** The TLS variables of the external Temporal for API and worker; none for the embedded one. */
export function temporalTlsOf(env: Env, root: string): Record<string, string> {
  if (!env.TEMPORAL_ADDRESS) return {};
  const all = withAbsolutePaths(env, temporalTlsFields, root);
  return Object.fromEntries(
    temporalTlsVariables.flatMap((name) => all[name] ? [[name, all[name] ?? ""]] : []),
  );
}
