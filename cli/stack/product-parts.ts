import { loadMcpConfig } from "../../mcp/config.ts";
import { denoRunFlags as mcpFlags } from "../../mcp/permissions.ts";
import type { Env } from "../../protocol/config/field.ts";
import { loadApiConfig } from "../../src/config.ts";
import { denoRunFlags as apiFlags } from "../../src/permissions.ts";
import { temporalTlsOf } from "../config/external-servers.ts";
import { runFilePath } from "./home.ts";
import { childVariables } from "./child-variables.ts";
import { childEnvironment } from "./child-environment.ts";
import { consoleVariables, startConsoleBuild } from "./console-files.ts";
import { sandboxProgram, startBuild, workerProgram } from "./node/program.ts";
import { ownOrigins } from "./own-origins.ts";
import type { PartSpec, Program, Progress } from "./supervise/part.ts";
import { repositoryRoot } from "./paths.ts";
import { metricsPortName, partOf, type Plan } from "./process-plan.ts";
import { httpProbe } from "./supervise/probes.ts";
import { denoTelemetry } from "./telemetry.ts";
import { taskCommand } from "../task-command.ts";

/** The sandbox: a Mistral emulator and a Yahoo emulator. */
export function sandboxPart(plan: Plan): PartSpec {
  const name = "sandbox";
  return part(
    plan,
    { name, source: () => "Mistral emulator, sample prices" },
    (port) =>
      sandboxProgram({
        SANDBOX_PORT: port,
        SANDBOX_HOME: `${plan.home}/sandbox`,
        SANDBOX_TOKEN: plan.secrets.sandboxToken,
      }),
  );
}

/** The MCP servers. */
export function mcpPart(plan: Plan): PartSpec {
  const { marketData } = plan.config;
  const yahooUrl = marketData === "sample" ? plan.urls.yahoo : undefined;
  const about = { name: "mcp", needs: ["sandbox"], source: () => `${marketData} prices` };
  return part(
    plan,
    about,
    (port) =>
      deno("mcp/main.ts", (env) => mcpFlags(loadMcpConfig(env, Deno.readTextFileSync), env), {
        MCP_PORT: port,
        MCP_TOKEN: plan.secrets.mcpToken,
        MARKET_DATA: marketData,
        ...denoTelemetry(plan.env, "tramontane-mcp"),
        ...(yahooUrl !== undefined && { YAHOO_URL: yahooUrl }),
      }),
  );
}

/** One worker. */
export function workerPart(plan: Plan, name: string): PartSpec {
  const about = {
    name,
    after: ["postgres", "temporal"],
    needs: ["sandbox", "mcp"],
    graceMs: 30_000,
    prepare: startBuild,
    source: () => plan.config.model.provider,
  };
  const { tenantConfig } = plan.config;
  return part(plan, about, (port, progress, signal) => {
    const env = {
      ...sharedVariables(plan),
      DATABASE_URL: plan.urls.databases.worker,
      WORKER_PORT: port,
      WEBHOOK_KEY: plan.config.webhookKey ?? plan.secrets.webhookKey,
      MARKET_DATA: plan.config.marketData,
      MCP_URL: plan.urls.mcp,
      MCP_TOKEN: plan.secrets.mcpToken,
      ...(tenantConfig && { TENANT_CONFIG: tenantConfig }),
      // A stop on one machine must not take as long as an answer: the next start recovers running calls.
      SHUTDOWN_GRACE_MS: "10000",
      ...modelVariables(plan),
    };
    return workerProgram(env, progress, signal);
  });
}

/**
 * One API process. It needs only a database: while Temporal is still being built it accepts messages, and its /readyz
 * reports what is missing.
 */
export function apiPart(plan: Plan, name: string): PartSpec {
  const { host, model, marketData, authConfig } = plan.config;
  const source = () => `http://${host}:${plan.ports[name]}/graphql`;
  return part(
    plan,
    { name, after: ["postgres"], prepare: startConsoleBuild(plan), source },
    async (port, progress, signal) =>
      deno("src/main.ts", (env) => apiFlags(loadApiConfig(env, Deno.readTextFileSync), env), {
        ...sharedVariables(plan),
        AUTH_SECRET: plan.config.authSecret ?? plan.secrets.authSecret,
        WEBHOOK_KEY: plan.config.webhookKey ?? plan.secrets.webhookKey,
        SESSION_KEY: plan.config.sessionKey ?? plan.secrets.sessionKey,
        NODE_ENV: "production", // without it graphql-js checks every value for another copy of itself
        HOST: host,
        PORT: port,
        ...ownOrigins(plan.config, plan.env),
        ...(authConfig && { AUTH_CONFIG: authConfig }),
        DATABASE_URL: plan.urls.databases.api,
        MODEL_PROVIDER: model.provider,
        MARKET_DATA: marketData,
        START_FILE: runFilePath(plan.home),
        ...await consoleVariables(plan, progress, signal),
        ...denoTelemetry(plan.env, "tramontane-api"),
      }),
  );
}

type About = Pick<PartSpec, "name" | "after" | "needs" | "graceMs" | "prepare" | "source">;
type Flags = (env: Env) => readonly string[];
/** The program of a process on a port, with its variables. A Deno process gets the permissions that they imply. */
type Starter = (
  port: string,
  progress: Progress,
  signal: AbortSignal,
) => (Program & { flags?: Flags }) | Promise<Program>;

function part(plan: Plan, about: About, program: Starter): PartSpec {
  const { name } = about;
  const port = plan.ports[name];
  const own = { ...plan.partEnv[partOf(name)], ...plan.partEnv[name] };
  const health = `http://127.0.0.1:${port}/readyz`;
  return {
    ...about,
    program: async (progress, signal) => {
      const { env, args, flags, ...what }: Program & { flags?: Flags } = await program(
        String(port),
        progress,
        signal,
      );
      // Read at each start of the process: the list of MCP servers may have changed.
      const base = childEnvironment(
        plan.env,
        childVariables(partOf(name), { ...plan.env, ...own }),
      );
      const all = { ...base, ...metricsVariables(plan, name), ...env, ...own };
      return { ...what, args: flags ? ["run", ...flags(all), ...args] : args, env: all };
    },
    ready: httpProbe(health),
    health,
    readyWithinMs: 60_000,
    advice: `\`${taskCommand(`logs ${name}`)}\` shows more, \`${
      taskCommand("doctor")
    }\` checks this machine`,
  };
}

const deno = (script: string, flags: Flags, env: Record<string, string>) => ({
  command: Deno.execPath(),
  args: [script],
  flags,
  env,
  cwd: repositoryRoot,
});

function metricsVariables({ ports }: Plan, name: string): Record<string, string> {
  const port = ports[metricsPortName(name)];
  return port === undefined ? {} : { METRICS_PORT: String(port) };
}

function sharedVariables({ config, urls, env }: Plan): Record<string, string> {
  const { pricesFile } = config;
  return {
    ...temporalTlsOf(env, repositoryRoot),
    ...(pricesFile && { MODEL_PRICES: pricesFile }),
    TEMPORAL_ADDRESS: urls.temporal,
    TEMPORAL_NAMESPACE: config.temporalNamespace,
    TEMPORAL_TASK_QUEUE: config.temporalTaskQueue,
  };
}

function modelVariables({ config: { model }, urls }: Plan): Record<string, string> {
  if (model.provider === "emulator") {
    // The SDK requires a key, the emulator accepts any.
    return {
      MODEL_PROVIDER: "emulator",
      MISTRAL_API_KEY: "emulator",
      MISTRAL_SERVER_URL: urls.mistral,
    };
  }
  return {
    MODEL_PROVIDER: "mistral",
    MISTRAL_API_KEY: model.apiKey,
    ...(model.serverUrl && { MISTRAL_SERVER_URL: model.serverUrl }),
  };
}
