import { resolve } from "node:path";
import { mcpVariables } from "../../mcp/config.ts";
import { sandboxVariables } from "../../sandbox/config.ts";
import { apiVariables } from "../../src/config.ts";
import { fileVariable } from "../../telemetry/secret-files.ts";
import { workerVariables } from "../../worker/config.ts";
import { variablesIn } from "../../worker/tools/servers-file.ts";
import type { Env } from "../config/config.ts";
import { repositoryRoot } from "./paths.ts";

/** OpenTelemetry's exporter reads a dozen variables, which only its documentation lists. */
const telemetry = "OTEL_*";

/** The variables that each process of the product reads, from its own `config.ts`. */
const named: Readonly<Record<string, readonly string[]>> = {
  api: [...apiVariables, telemetry],
  worker: [...workerVariables, telemetry],
  mcp: [...mcpVariables, telemetry],
  sandbox: sandboxVariables,
};

/** The variables of a part of the product; of a worker also those that its list of MCP servers names. */
export function variablesOf(part: string, env: Env): string[] {
  return [...named[part] ?? [], ...(part === "worker" ? serverVariables(env) : [])];
}

/** The file that lists MCP servers, absolute, as the worker finds it. */
export const serversFile = (env: Env) =>
  resolve(repositoryRoot, env.MCP_SERVERS || "mcp/servers.json");

function serverVariables(env: Env): string[] {
  return variablesIn(readOrEmpty(serversFile(env))).flatMap((name) => [name, fileVariable(name)]);
}

/** A file that cannot be read is a fault of the worker's configuration, which says so. */
function readOrEmpty(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}
