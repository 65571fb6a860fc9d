import { externalFiles } from "../config/external-servers.ts";
import { runFilePath } from "./home.ts";
import { repositoryRoot } from "./paths.ts";
import { metricsPortName, type Plan } from "./process-plan.ts";

// Deno 2.9.3 does not heed it in deno.json: without the flag each start prints a warning, and the
// signal of a request fires on success too.
const common = ["--no-prompt", "--unstable-no-legacy-abort"];

const yahooHosts = [
  "query1.finance.yahoo.com",
  "query2.finance.yahoo.com",
  "finance.yahoo.com",
  "guce.yahoo.com",
  "consent.yahoo.com",
];

const mcpVariables = [
  "MCP_HOST",
  "MCP_PORT",
  "MCP_ALLOWED_HOSTS",
  "MCP_TOKEN",
  "MARKET_DATA",
  "YAHOO_URL",
  "MCP_TOKEN_FILE",
  "METRICS_TOKEN_FILE",
  "OTEL_DENO",
  "OTEL_TRACES_SAMPLER",
  "OTEL_METRICS_EXPORTER",
  "METRICS_PORT",
  "METRICS_HOST",
  "METRICS_TOKEN",
  "LOG_LEVEL",
  "LOG_FORMAT",
  "NO_COLOR",
];

/**
 * What the MCP process may do: listen, reach the market (or its stand-in), read its own variables and
 * the folder of its prompts.
 * `tests/permissions.test.ts` holds it against what `mcp/` asks for.
 */
export function mcpFlags(
  port: number,
  yahooUrl: string | undefined,
  metricsPort?: number,
): string[] {
  const market = yahooUrl === undefined ? yahooHosts : [new URL(yahooUrl).host];
  return [
    ...common,
    `--allow-net=${[`127.0.0.1:${port}`, ...metricsAddress(metricsPort), ...market]}`,
    `--allow-env=${mcpVariables}`,
    `--allow-read=${`${repositoryRoot}/mcp/prompts/`.replaceAll(",", ",,")}`,
  ];
}

const metricsAddress = (port: number | undefined) =>
  port === undefined ? [] : [`127.0.0.1:${port}`];

/**
 * What an API process may do: listen, reach PostgreSQL and Temporal, read what the start tells. The
 * same test holds it against what `src/` asks for.
 */
export function apiFlags({ config, ports, urls, home, env }: Plan, name: string): string[] {
  const { hostname, port } = new URL(urls.databases.api);
  const files = [
    `${repositoryRoot}/validation/thread.ts`,
    runFilePath(home),
    ...(config.pricesFile ? [config.pricesFile] : []),
    ...externalFiles(env, repositoryRoot, urls.databases.api),
  ];
  const hosts = [
    `${config.host}:${ports[name]}`,
    ...metricsAddress(ports[metricsPortName(name)]),
    ...grpcHosts(urls.temporal),
    `${hostname}:${port || 5432}`,
  ];
  return [
    ...common,
    `--allow-net=${hosts}`,
    "--allow-env",
    "--allow-sys=hostname",
    `--allow-read=${files.map((path) => path.replaceAll(",", ",,"))}`,
  ];
}

/** A name is looked up first, and leads to whatever address; see `src/permissions.ts`. */
function grpcHosts(address: string): string[] {
  const [, name = "", port = ""] = /^(.*):(\d+)$/.exec(address) ?? [];
  return /^[\d.]+$|^\[/.test(name) ? [address] : [name, `0.0.0.0/0:${port}`];
}
