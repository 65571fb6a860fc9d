import { resolve } from "node:path";
import { type Env, fileVariable, variablesOf } from "../../protocol/config/field.ts";
import { serversFilesIn } from "../../worker/tenants/tenant-config.ts";
import { variablesIn } from "../../worker/tools/servers-file.ts";
import { processTables } from "../config/process-tables.ts";
import { repositoryRoot } from "./paths.ts";

/** The variables that a process reads; for a worker, also those that its lists of MCP servers name. */
export function childVariables(process: string, env: Env): string[] {
  const table = processTables[process];
  const own = table ? variablesOf(table) : [];
  // OpenTelemetry's exporters read a dozen more, which only their documentation lists.
  const telemetry = process === "sandbox" ? [] : ["OTEL_*"];
  return [...own, ...telemetry, ...(process === "worker" ? serverVariables(env) : [])];
}

/** The file that lists MCP servers, absolute, as the worker finds it. */
export const serversFile = (env: Env) =>
  resolve(repositoryRoot, env.MCP_SERVERS || "mcp/servers.json");

/** The file of `TENANT_CONFIG`, absolute, as the worker finds it; null without one. */
export const tenantFile = (env: Env) =>
  env.TENANT_CONFIG ? resolve(repositoryRoot, env.TENANT_CONFIG) : null;

function serverVariables(env: Env): string[] {
  const tenants = tenantFile(env);
  const ofTenants = tenants === null ? [] : serversFilesIn(tenants, readOrEmpty);
  const names = [serversFile(env), ...ofTenants].flatMap((path) => variablesIn(readOrEmpty(path)));
  return [...new Set(names)].flatMap((name) => [name, fileVariable(name)]);
}

/** A file that cannot be read is a fault of the worker's configuration, which reports it. */
function readOrEmpty(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}
