import { apiFlags, mcpFlags } from "./permissions.ts";
import { productEnvironment } from "./environment.ts";
import type { PartSpec, Program } from "./part.ts";
import { repositoryRoot } from "./paths.ts";
import type { Plan } from "./plan.ts";
import { httpProbe } from "./probes.ts";

/** The sandbox: a Mistral emulator and a Yahoo stand-in. */
export function sandboxPart(plan: Plan): PartSpec {
  const port = plan.ports.sandbox;
  return part(
    plan,
    "sandbox",
    port,
    "Mistral emulator, sample prices",
    {},
    () =>
      node("sandbox/main.ts", {
        SANDBOX_PORT: String(port),
        SANDBOX_HOME: `${plan.home}/sandbox`,
        SANDBOX_TOKEN: plan.secrets.sandboxToken,
      }),
  );
}

/** The MCP servers. */
export function mcpPart(plan: Plan): PartSpec {
  const port = plan.ports.mcp ?? 0;
  const sample = plan.config.marketData === "sample";
  const standIn = sample ? plan.urls.yahoo : undefined;
  return part(
    plan,
    "mcp",
    port,
    sample ? "sample prices" : "live prices",
    { needs: ["sandbox"] },
    () =>
      deno("mcp/main.ts", mcpFlags(port, standIn), {
        MCP_PORT: String(port),
        MCP_TOKEN: plan.secrets.mcpToken,
        MARKET_DATA: plan.config.marketData,
        ...(standIn !== undefined && { YAHOO_URL: standIn }),
      }),
  );
}

/** One worker. */
export function workerPart(plan: Plan, name: string): PartSpec {
  const port = plan.ports[name];
  const order = { after: ["postgres", "temporal"], needs: ["sandbox", "mcp"], graceMs: 30_000 };
  return part(
    plan,
    name,
    port,
    plan.config.model.provider,
    order,
    () =>
      node("worker/main.ts", {
        ...temporalVariables(plan),
        DATABASE_URL: plan.urls.database,
        WORKER_PORT: String(port),
        MCP_URL: plan.urls.mcp,
        MCP_TOKEN: plan.secrets.mcpToken,
        ...modelVariables(plan),
      }),
  );
}

/**
 * One API process. It needs nothing but a database: while Temporal is still being built it accepts
 * messages, and its /readyz says what is missing.
 */
export function apiPart(plan: Plan, name: string): PartSpec {
  const port = plan.ports[name];
  const order = { after: ["postgres"] };
  return part(
    plan,
    name,
    port,
    `http://${plan.config.host}:${port}/graphql`,
    order,
    () =>
      deno("src/main.ts", apiFlags(plan, name), {
        ...temporalVariables(plan),
        HOST: plan.config.host,
        PORT: String(port),
        DATABASE_URL: plan.urls.database,
        MODEL_PROVIDER: plan.config.model.provider,
        MARKET_DATA: plan.config.marketData,
      }),
  );
}

function part(
  plan: Plan,
  name: string,
  port: number | undefined,
  source: string,
  rest: Pick<PartSpec, "after" | "needs" | "graceMs">,
  program: () => Program,
): PartSpec {
  const own = plan.partEnv[name] ?? plan.partEnv[name.replace(/-\d+$/, "")] ?? {};
  return {
    name,
    ...rest,
    program: () => {
      const { env, ...what } = program();
      return { ...what, env: { ...productEnvironment(plan.env), ...env, ...own } };
    },
    ready: httpProbe(`http://127.0.0.1:${port}/readyz`),
    readyWithinMs: 60_000,
    source: () => source,
    advice: `\`deno task logs ${name}\` shows more, \`deno task doctor\` looks at this machine`,
  };
}

function node(script: string, env: Record<string, string>): Program {
  return { command: "node", args: ["--import", "tsx", script], env, cwd: repositoryRoot };
}

function deno(script: string, flags: readonly string[], env: Record<string, string>): Program {
  return {
    command: Deno.execPath(),
    args: ["run", ...flags, script],
    env,
    cwd: repositoryRoot,
  };
}

function temporalVariables({ config, urls }: Plan): Record<string, string> {
  return {
    TEMPORAL_ADDRESS: urls.temporal,
    TEMPORAL_NAMESPACE: config.temporalNamespace,
    TEMPORAL_TASK_QUEUE: config.temporalTaskQueue,
  };
}

function modelVariables({ config: { model }, urls }: Plan): Record<string, string> {
  if (model.provider === "emulator") {
    // The SDK wants a key, the emulator takes any.
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
