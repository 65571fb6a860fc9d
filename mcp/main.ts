import { type Env, variablesOf } from "../protocol/config/field.ts";
import { ConfigError } from "../protocol/config/read-config.ts";
import { loopbackHosts } from "../protocol/net/loopback.ts";
import { createLogger, errorFields } from "../telemetry/log.ts";
import { startMetrics } from "../telemetry/export/start-metrics.ts";
import { readLogOptions } from "../telemetry/log-options.ts";
import { loadMcpConfig, type McpConfig, mcpFields } from "./config.ts";
import { captureConsole } from "./console-capture.ts";
import { createMcpHttp } from "./http.ts";
import { createMarketGateway } from "./market/gateway.ts";
import { createPromptFolder } from "./prompt-folder.ts";
import { servers } from "./servers.ts";

/** Maximum time of calls in flight after a stop signal, ms. */
const stopMs = 3_000;

async function serve(config: McpConfig, env: Env): Promise<void> {
  const log = createLogger("mcp", readLogOptions(env, Deno.stdout.isTerminal()));
  captureConsole(log);
  const metrics = await startMetrics({
    listener: config.metrics,
    toRuntime: config.pushesMetrics,
    log,
  });
  const market = createMarketGateway({ yahooUrl: config.yahooUrl, log });
  const prompts = createPromptFolder(log);
  let hosts: readonly string[] = [];
  const { token } = config;
  const http = createMcpHttp({ servers, market, prompts, log, token, hosts: () => hosts });
  const hard = new AbortController();
  const server = Deno.serve({
    hostname: config.host,
    port: config.port,
    signal: hard.signal,
    onListen: ({ hostname, port }) => {
      hosts = [...loopbackHosts(port), ...config.allowedHosts];
      log.info("mcp.server_listening", {
        hostname,
        port,
        market: market.sample ? "sample" : "live",
      });
    },
    onError(error) {
      log.error("mcp.request_crashed", errorFields(error));
      return new Response(null, { status: 500 });
    },
  }, http.fetch);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info("mcp.server_stopping", { signal });
    const cap = setTimeout(() => hard.abort(), stopMs);
    await http.close();
    await server.shutdown();
    clearTimeout(cap);
    await metrics.close();
    log.info("mcp.server_stopped");
    for (const name of signals) Deno.removeSignalListener(name, handlers[name]);
  };
  const signals = ["SIGTERM", "SIGINT"] as const;
  const handlers = { SIGTERM: () => stop("SIGTERM"), SIGINT: () => stop("SIGINT") };
  for (const name of signals) Deno.addSignalListener(name, handlers[name]);
}

try {
  const env = Object.fromEntries(variablesOf(mcpFields).map((name) => [name, Deno.env.get(name)]));
  await serve(loadMcpConfig(env, Deno.readTextFileSync), env);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  Deno.exitCode = 2;
}
