import { fileVariable, type ReadText, withSecretFiles } from "../telemetry/secret-files.ts";
import {
  type MetricsListener,
  metricsVariables,
  readMetricsListener,
} from "../telemetry/export/config.ts";

import { logVariables, readLogOptions } from "../telemetry/log-options.ts";

/** Settings of the MCP process. */
export interface McpConfig {
  /** The address to bind. */
  host: string;
  port: number;
  /** Names that a Host header may carry. */
  hostnames: readonly string[];
  /** Asked of every MCP request; undefined lets all local programs in. */
  token?: string;
  /** Where Prometheus may ask; null nowhere. */
  metrics: MetricsListener | null;
  /** Base URL of the Yahoo stand-in; undefined means Yahoo itself. */
  yahooUrl?: string;
}

/** What may come from a file that `<NAME>_FILE` names. */
export const mcpSecrets: readonly string[] = ["MCP_TOKEN", "METRICS_TOKEN"];

/** Every variable that `loadMcpConfig` reads; the process may read no other. */
export const mcpVariables = [
  "MCP_HOST",
  "MCP_PORT",
  "MCP_ALLOWED_HOSTS",
  "MCP_TOKEN",
  "MARKET_DATA",
  "YAHOO_URL",
  ...mcpSecrets.map(fileVariable),
  "OTEL_DENO",
  "OTEL_TRACES_SAMPLER",
  "OTEL_METRICS_EXPORTER",
  ...metricsVariables,
  ...logVariables,
] as const;

/** The environment as far as this process may see it. */
export type McpEnvironment = Readonly<Record<string, string | undefined>>;

/** All faults of a configuration at once: one line each, saying what, where and how to mend it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The MCP process cannot start:\n${faults.map((f) => `- ${f}`).join("\n")}`);
    this.faults = faults;
  }
}

const loopback = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Reads and checks the whole configuration, with `read` also the files of secrets. Throws one `ConfigError` that lists every
 * fault.
 */
export function loadMcpConfig(given: McpEnvironment, read: ReadText = () => ""): McpConfig {
  const faults: string[] = [];
  const env = withSecretFiles(given, mcpSecrets, read, (text) => faults.push(`${text}.`));
  const host = env.MCP_HOST || "127.0.0.1";
  const token = env.MCP_TOKEN || undefined;
  const port = readPort(env.MCP_PORT, faults);
  const yahooUrl = readYahooUrl(env, faults);
  const metrics = readMetricsListener(env, (text) => faults.push(`${text}.`));
  readLogOptions(env, false, (text) => faults.push(`${text}.`));
  if (token !== undefined && !/^\S{16,}$/.test(token)) {
    faults.push("MCP_TOKEN must have at least 16 characters and no blanks; make a random one.");
  }
  if (recordsAddresses(env)) {
    faults.push(
      "OTEL_TRACES_SAMPLER must begin with parentbased_, or Yahoo's crumb gets into spans.",
    );
  }
  if (!isLoopback(host) && token === undefined) {
    faults.push(`MCP_HOST is ${host}, which others can reach: set MCP_TOKEN, or use 127.0.0.1.`);
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    host,
    port,
    token,
    yahooUrl,
    metrics,
    hostnames: [...loopback, ...list(env.MCP_ALLOWED_HOSTS)],
  };
}

function readPort(text: string | undefined, faults: string[]): number {
  const port = Number(text || "4010");
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  faults.push(`MCP_PORT is "${text}"; it must be a whole number from 0 to 65535.`);
  return 0;
}

function readYahooUrl(env: McpEnvironment, faults: string[]): string | undefined {
  const source = env.MARKET_DATA || "sample";
  if (source === "live") return undefined;
  if (source !== "sample") {
    faults.push(`MARKET_DATA is "${source}"; it must be live or sample.`);
    return undefined;
  }
  const url = URL.parse(env.YAHOO_URL ?? "");
  if (url?.protocol === "http:" || url?.protocol === "https:") return url.href;
  faults.push(
    "YAHOO_URL must be the http(s) base URL of the sample market; or set MARKET_DATA=live.",
  );
  return undefined;
}

/** Other samplers record also what is marked as not to be recorded, such as the addresses that Deno fetches. */
function recordsAddresses({ OTEL_DENO, OTEL_TRACES_SAMPLER = "" }: McpEnvironment): boolean {
  return OTEL_DENO === "true" && !OTEL_TRACES_SAMPLER.startsWith("parentbased_");
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

function list(text: string | undefined): string[] {
  return (text ?? "").split(",").map((name) => name.trim().toLowerCase()).filter(Boolean);
}
