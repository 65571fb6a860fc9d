import { resolve } from "node:path";
import { type Env, type Values, variablesOf } from "../../protocol/config/field.ts";
import {
  type ConfigContext,
  ConfigError,
  type Fault,
  readConfig,
} from "../../protocol/config/read-config.ts";
import type { ReadText } from "../../protocol/config/secret-files.ts";
import type { AuthMode } from "../../protocol/auth/auth-mode.ts";
import type { TemporalConnection } from "../../protocol/temporal/temporal-connection.ts";
import { withAbsolutePaths } from "./absolute-paths.ts";
import { checkBinding, readAuth } from "../../src/config.ts";
import { checkChildVariables } from "./check-child-variables.ts";
import { readDatabase, readTemporal } from "./external-servers.ts";
import { startFields } from "./start-fields.ts";

export { ConfigError, type Env };

/** The model that answers. */
export type ModelChoice =
  | { provider: "emulator" }
  | { provider: "mistral"; apiKey: string; serverUrl?: string };

/** The configuration of a start: which processes it runs, and which servers are external. */
export interface StartConfig {
  /** State folder, absolute. */
  home: string;
  host: string;
  port: number;
  /** Whether the API serves the console. */
  console: boolean;
  /** How requests to the API say who makes them. */
  authentication: AuthMode;
  /** File of issuers, absolute. */
  authConfig?: string;
  /** AUTH_SECRET; left out: that of the state folder. */
  authSecret?: string;
  /** Days for which `audit prune` keeps events; left out: for ever. */
  auditRetentionDays?: number;
  /** SESSION_KEY; left out: that of the state folder. */
  sessionKey?: string;
  /** WEBHOOK_KEY; left out: that of the state folder. */
  webhookKey?: string;
  /** Set when PostgreSQL is external. */
  databaseUrl?: string;
  /** The same database for the role that owns its schema, where the other one does not. */
  migrationDatabaseUrl?: string;
  /** Set when Temporal is external, `host:port`. */
  temporalAddress?: string;
  /** Its TLS and API key. */
  temporalConnection?: TemporalConnection;
  /** The embedded Temporal: the dev server on a file, or the real one on PostgreSQL. */
  temporalServer: "dev" | "postgres";
  temporalNamespace: string;
  temporalTaskQueue: string;
  model: ModelChoice;
  marketData: "live" | "sample";
  /** File of tenants with a key or servers of their own, absolute. */
  tenantConfig?: string;
  /** File of prices, absolute. */
  pricesFile?: string;
  /** First of the ports at which Prometheus scrapes the processes; 0: free ones. Left out: none listens. */
  metricsPort?: number;
}

/** Every variable that a start reads. */
export const startVariables: readonly string[] = variablesOf(startFields);

/** Reads the configuration of a start. Relative paths start from `root`; `read` reads a text file. */
export function loadStartConfig(
  env: Env,
  root: string,
  read: ReadText = Deno.readTextFileSync,
): StartConfig {
  return readConfig(
    "start",
    startFields,
    withAbsolutePaths(env, startFields, root),
    read,
    build(root),
  );
}

const build = (root: string) => (values: Values<typeof startFields>, context: ConfigContext) => {
  const { host, pricesFile, tenantConfig, metricsPort } = values;
  const auth = readAuth(values, host, context);
  checkBinding(host, auth, context.fault);
  checkChildVariables(context.env, context.fault);
  return {
    home: resolve(root, values.home),
    host,
    port: values.port,
    console: values.console === "on",
    authentication: auth.mode,
    ...(values.authConfig && { authConfig: values.authConfig }),
    ...(values.authSecret && { authSecret: values.authSecret }),
    ...(values.auditRetentionDays !== null && { auditRetentionDays: values.auditRetentionDays }),
    ...(values.sessionKey && { sessionKey: values.sessionKey }),
    ...(values.webhookKey && { webhookKey: values.webhookKey }),
    ...readDatabase(values, context),
    ...readTemporal(values, context),
    temporalServer: values.temporalServer,
    temporalNamespace: values.temporalNamespace,
    temporalTaskQueue: values.taskQueue,
    model: modelOf(values, context.fault),
    ...(tenantConfig && { tenantConfig }),
    ...(pricesFile && { pricesFile }),
    ...(metricsPort !== null && { metricsPort }),
    marketData: values.marketData,
  };
};

function modelOf({ apiKey, serverUrl }: Values<typeof startFields>, fault: Fault): ModelChoice {
  if (apiKey) return { provider: "mistral", apiKey, ...(serverUrl && { serverUrl }) };
  if (serverUrl) fault("MISTRAL_SERVER_URL is set without MISTRAL_API_KEY; set both or none");
  return { provider: "emulator" };
}
