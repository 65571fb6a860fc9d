import { resolve } from "node:path";
import type { TemporalConnection } from "../../protocol/temporal/temporal-connection.ts";
import {
  externalDatabaseVariables,
  externalTemporalVariables,
  readExternalDatabase,
  readExternalTemporal,
  type ReadText,
} from "./external-servers.ts";
import { checkChildVariables } from "./check-child-variables.ts";
import { ConfigError } from "./config-error.ts";
import { fault, type Faults, isLoopback, isUrl, oneOf, portOf } from "./config-checks.ts";

export { ConfigError };

/** Environment as a plain object. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Which model answers. */
export type ModelChoice =
  | { provider: "emulator" }
  | { provider: "mistral"; apiKey: string; serverUrl?: string };

/** What a start is asked to do: which parts are ours and which run elsewhere. */
export interface StartConfig {
  /** State folder, absolute. */
  home: string;
  host: string;
  port: number;
  /** Set when PostgreSQL runs elsewhere. */
  databaseUrl?: string;
  /** The same database for the role that owns its schema, where the other one does not. */
  migrationDatabaseUrl?: string;
  /** Set when Temporal runs elsewhere, `host:port`. */
  temporalAddress?: string;
  /** Its TLS and API key. */
  temporalConnection?: TemporalConnection;
  /** Which server runs where none is elsewhere: the dev server on a file, or the real one on PostgreSQL. */
  temporalServer: "dev" | "postgres";
  temporalNamespace: string;
  temporalTaskQueue: string;
  model: ModelChoice;
  marketData: "live" | "sample";
  /** File of prices, absolute. */
  pricesFile?: string;
  /** First of the ports at which Prometheus may ask the processes; 0: free ones. Left out: none listens. */
  metricsPort?: number;
}

/** Every variable that a start reads. */
export const startVariables: readonly string[] = [
  "PORT",
  "HOST",
  "TRAMONTANE_HOME",
  ...externalDatabaseVariables,
  ...externalTemporalVariables,
  "TRAMONTANE_NODE",
  "TEMPORAL_CLI_PATH",
  "TEMPORAL_SERVER",
  "TEMPORAL_SERVER_FOLDER",
  "TEMPORAL_NAMESPACE",
  "TEMPORAL_TASK_QUEUE",
  "MISTRAL_API_KEY",
  "MISTRAL_SERVER_URL",
  "MARKET_DATA",
  "MODEL_PRICES",
  "METRICS_PORT",
  "OTEL_LOGS_EXPORTER",
  "LOG_LEVEL",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_HEADERS",
  "OTEL_EXPORTER_OTLP_PROTOCOL",
  "OTEL_TRACES_SAMPLER",
  "OTEL_TRACES_SAMPLER_ARG",
  "TELEMETRY_CONTENT",
  "TRACE_URL_TEMPLATE",
];

/** Reads the variables of `.env.example`; `root` is what relative paths start from, `read` reads a text file. */
export function loadStartConfig(
  env: Env,
  root: string,
  read: ReadText = Deno.readTextFileSync,
): StartConfig {
  const faults: Faults = [];
  const config: StartConfig = {
    home: resolve(root, env.TRAMONTANE_HOME || ".tramontane"),
    host: host(env, faults),
    port: portOf("PORT", env.PORT || "4000", faults),
    ...readExternalDatabase(env, root, read, faults),
    ...readExternalTemporal(env, root, read, faults),
    temporalServer: oneOf("TEMPORAL_SERVER", env.TEMPORAL_SERVER || "dev", servers, faults),
    temporalNamespace: env.TEMPORAL_NAMESPACE || "default",
    temporalTaskQueue: env.TEMPORAL_TASK_QUEUE || "tramontane",
    model: model(env, faults),
    ...(env.MODEL_PRICES && { pricesFile: resolve(root, env.MODEL_PRICES) }),
    ...metrics(env, faults),
    marketData: oneOf("MARKET_DATA", env.MARKET_DATA || "sample", ["live", "sample"], faults),
  };
  checkChildVariables(env, faults);
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

const servers = ["dev", "postgres"] as const;

function host(env: Env, faults: Faults): string {
  const value = env.HOST || "127.0.0.1";
  if (!isLoopback(value)) {
    fault(faults, "HOST", value, "is not this machine; there are no tokens yet", "127.0.0.1");
  }
  return value;
}

function metrics(env: Env, faults: Faults): { metricsPort?: number } {
  const port = env.METRICS_PORT;
  if (!port) return {};
  return { metricsPort: port === "0" ? 0 : portOf("METRICS_PORT", port, faults) };
}

function model(env: Env, faults: Faults): ModelChoice {
  const { MISTRAL_API_KEY: apiKey, MISTRAL_SERVER_URL: serverUrl } = env;
  if (!apiKey) {
    if (serverUrl) {
      faults.push("MISTRAL_SERVER_URL is set without MISTRAL_API_KEY; set both or none");
    }
    return { provider: "emulator" };
  }
  // The value is not shown. A header cannot contain other characters.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    faults.push("MISTRAL_API_KEY holds blanks or letters that no key has; copy it once more");
  }
  if (serverUrl && !isUrl(serverUrl, ["https:", "http:"])) {
    fault(faults, "MISTRAL_SERVER_URL", serverUrl, "is no URL", "https://api.mistral.ai");
  }
  return { provider: "mistral", apiKey, ...(serverUrl && { serverUrl }) };
}
