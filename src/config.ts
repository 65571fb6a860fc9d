import { defaultTaskQueue } from "../protocol/conversation/conversation-workflow.ts";
import { databaseTlsVariables, withDatabaseTls } from "../protocol/database-tls.ts";
import {
  readTemporalConnection,
  type TemporalConnection,
  temporalFilePaths,
  temporalSecrets,
  temporalTlsVariables,
} from "../protocol/temporal/temporal-connection.ts";
import {
  readTimes,
  timeVariables,
  type WorkflowTimes,
} from "../protocol/temporal/workflow-times.ts";
import {
  type MetricsListener,
  metricsVariables,
  readMetricsListener,
} from "../telemetry/export/config.ts";
import { logVariables, readLogOptions } from "../telemetry/log-options.ts";
import {
  fileVariable,
  type ReadText,
  secretPaths,
  withSecretFiles,
} from "../telemetry/secret-files.ts";

/** What the API process is started with. */
export interface ApiConfig {
  /** 0 takes a free one; the log line `api.server_listening` tells it. */
  port: number;
  /** A loopback address, unless the network in front of it is said to be trusted: there are no tokens yet. */
  host: string;
  /** What clients may name in `Host` beside this machine's own names: `host` or `host:port`, lower case. */
  allowedHosts: readonly string[];
  databaseUrl: string;
  /** The same database through a pooler, for short transactions; null where there is none. */
  databasePoolUrl: string | null;
  temporal: TemporalConnection;
  taskQueue: string;
  /** Given to workflows. */
  times: WorkflowTimes;
  /** Key of the provider that new conversations live at: `emulator`, or an account at Mistral. */
  provider: string;
  /** True: market data are samples. */
  sampleMarketData: boolean;
  /** As the workers have it; told in `serverInfo`. */
  retentionDays: number;
  /** Where a trace is looked at, with `{traceId}` in it; null: traces have no link. */
  traceUrlTemplate: string | null;
  /** The file in which the start of this machine tells what its parts do; null where there is none. */
  startFile: string | null;
  /** File of prices that hold before the built-in ones; null where there is none. */
  pricesFile: string | null;
  /** Where Prometheus may ask; null nowhere. */
  metrics: MetricsListener | null;
  /** Our metrics go to the collector, too, where Deno exports at all. */
  pushesMetrics: boolean;
}

/** What may come from a file that `<NAME>_FILE` names. */
export const apiSecrets: readonly string[] = [
  "DATABASE_URL",
  "DATABASE_POOL_URL",
  "METRICS_TOKEN",
  ...temporalSecrets,
];

/** Every variable the API reads. */
export const apiVariables: readonly string[] = [
  "PORT",
  "HOST",
  "TRUSTED_NETWORK",
  "ALLOWED_HOSTS",
  "DATABASE_URL",
  "DATABASE_POOL_URL",
  ...databaseTlsVariables,
  ...apiSecrets.map(fileVariable),
  ...temporalTlsVariables,
  "TEMPORAL_ADDRESS",
  "TEMPORAL_NAMESPACE",
  "TEMPORAL_TASK_QUEUE",
  ...timeVariables,
  "MODEL_PROVIDER",
  "MARKET_DATA",
  "MODEL_PRICES",
  "RETENTION_DAYS",
  "TRACE_URL_TEMPLATE",
  "START_FILE",
  ...metricsVariables,
  "OTEL_METRICS_EXPORTER",
  ...logVariables,
];

/** The files that the API reads for its secrets and Temporal's certificates; those of PostgreSQL are in its URL. */
export const apiFiles = (env: Readonly<Record<string, string | undefined>>): string[] => [
  ...secretPaths(env, apiSecrets),
  ...temporalFilePaths(env),
];

/** All that is wrong with the environment, one line each: what, where, how to fix it. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`Configuration:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

const loopback = ["127.0.0.1", "localhost", "::1"];

/** Reads the API's variables, and with `read` the files of secrets. Throws ConfigError that lists every fault. */
export function loadApiConfig(
  given: Readonly<Record<string, string | undefined>>,
  read: ReadText = () => "",
): ApiConfig {
  const faults: string[] = [];
  const fault = (text: string) => void faults.push(text);
  const env = withSecretFiles(given, apiSecrets, read, fault);
  const database = (name: string) =>
    withDatabaseTls(name, databaseUrl(name, env[name] ?? "", fault), env, read, fault);
  const config: ApiConfig = {
    port: port(env.PORT || "4000", fault),
    host: host(env.HOST || "127.0.0.1", isTrusted(env.TRUSTED_NETWORK ?? "", fault), fault),
    allowedHosts: hosts(env.ALLOWED_HOSTS ?? "", fault),
    databaseUrl: database("DATABASE_URL"),
    databasePoolUrl: env.DATABASE_POOL_URL ? database("DATABASE_POOL_URL") : null,
    temporal: readTemporalConnection(env, read, fault),
    taskQueue: env.TEMPORAL_TASK_QUEUE || defaultTaskQueue,
    times: readTimes(env, fault),
    provider: provider(env.MODEL_PROVIDER ?? "", fault),
    sampleMarketData: marketData(env.MARKET_DATA || "sample", fault) === "sample",
    retentionDays: days(env.RETENTION_DAYS || "30", fault),
    traceUrlTemplate: traceUrlTemplate(env.TRACE_URL_TEMPLATE ?? "", fault),
    startFile: env.START_FILE || null,
    pricesFile: env.MODEL_PRICES || null,
    metrics: readMetricsListener(env, fault),
    pushesMetrics: env.OTEL_METRICS_EXPORTER !== "none",
  };
  readLogOptions(env, false, fault);
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

type Fault = (text: string) => void;

function port(text: string, fault: Fault): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 65_535) return value;
  fault(`PORT is "${text}"; set a whole number from 0 to 65535, or leave it out for 4000`);
  return 0;
}

function days(text: string, fault: Fault): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  fault(`RETENTION_DAYS is "${text}"; set a whole number of days, or leave it out for 30`);
  return 30;
}

function host(text: string, trusted: boolean, fault: Fault): string {
  if (!trusted && !loopback.includes(text)) {
    fault(
      `HOST is "${text}"; without tokens only ${loopback.join(", ")} may be bound. ` +
        "Where nobody but trusted programs can reach the port, set TRUSTED_NETWORK=true",
    );
  }
  return text;
}

function isTrusted(text: string, fault: Fault): boolean {
  if (!["", "true", "false"].includes(text)) {
    fault(`TRUSTED_NETWORK is "${text}"; set it to true or false`);
  }
  return text === "true";
}

function hosts(text: string, fault: Fault): string[] {
  const named = text.split(",").map((name) => name.trim().toLowerCase()).filter(Boolean);
  for (
    const name of named.filter((one) =>
      !/^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/.test(one)
    )
  ) {
    fault(`ALLOWED_HOSTS has "${name}"; list hosts as clients name them, such as api.example.com`);
  }
  return named;
}

function databaseUrl(name: string, text: string, fault: Fault): string {
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text;
  const is = text === "" ? "is not set" : "is no PostgreSQL URL";
  fault(`${name} ${is}; write postgres://user:password@host:port/database`);
  return text;
}

/** Never guessed: an emulated answer must not look real, nor the other way round. */
function provider(text: string, fault: Fault): string {
  if (/^[a-z0-9-]{1,40}$/.test(text)) return text;
  fault(`MODEL_PROVIDER is "${text}"; set emulator, or a name for your account, such as mistral`);
  return text;
}

function marketData(text: string, fault: Fault): string {
  if (text !== "live" && text !== "sample") {
    fault(`MARKET_DATA is "${text}"; set it to live or sample`);
  }
  return text;
}

function traceUrlTemplate(text: string, fault: Fault): string | null {
  if (text === "") return null;
  const tried = URL.parse(text.replaceAll("{traceId}", "0"));
  if (text.includes("{traceId}") && /^https?:$/.test(tried?.protocol ?? "")) return text;
  fault(`TRACE_URL_TEMPLATE is no http(s) address with {traceId} in it`);
  return null;
}
