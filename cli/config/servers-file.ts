import { readTenants } from "../../worker/tenants/tenant-config.ts";
import { parseServers, ServersFileError, variablesIn } from "../../worker/tools/servers-file.ts";
import type { Env } from "./config.ts";
import { childVariables, serversFile, tenantFile } from "../stack/child-variables.ts";
import { childEnvironment } from "../stack/child-environment.ts";
import { fileVariable } from "../../protocol/config/field.ts";

/** Variables that a start sets for a worker; their values do not matter here. */
const given = {
  MCP_URL: "http://127.0.0.1:1",
  MCP_TOKEN: "given",
  MISTRAL_API_KEY: "given",
  DATABASE_URL: "given",
};

/** Faults of the list of MCP servers, which stop a worker, and warnings. */
export interface ServersFileCheck {
  faults: string[];
  warnings: string[];
}

/** Reads the list of MCP servers as a worker of this start does; each line names the file, and no value. */
export function checkServersFile(env: Env): ServersFileCheck {
  const path = serversFile(env);
  const named = env.MCP_SERVERS ? `MCP_SERVERS=${env.MCP_SERVERS}` : "mcp/servers.json";
  const inFile = (text: string) => `${named}: ${text.replace(/\.$/, "")}`;
  const all = workerEnvironment(env);
  try {
    const text = Deno.readTextFileSync(path);
    parseServers(text, all, Deno.readTextFileSync);
    return { faults: [], warnings: unset(text, all).map(inFile) };
  } catch (error) {
    return { faults: faultsOf(error, path).map(inFile), warnings: [] };
  }
}

/** Faults of the file of `TENANT_CONFIG` and of the files that it names. */
export function checkTenants(env: Env): string[] {
  const path = tenantFile(env);
  const faults: string[] = [];
  const fault = (text: string) => void faults.push(text);
  if (path !== null) {
    readTenants(path, { env: workerEnvironment(env), read: Deno.readTextFileSync, fault });
  }
  return faults;
}

const workerEnvironment = (env: Env): Env => ({
  ...childEnvironment(env, childVariables("worker", env)),
  ...given,
});

function faultsOf(error: unknown, path: string): readonly string[] {
  if (error instanceof ServersFileError) return error.faults;
  if (error instanceof Deno.errors.NotFound) return [`there is no file ${path}`];
  return [`${path} cannot be read: ${error instanceof Error ? error.message : error}`];
}

/** The variable of a token may be unset. */
function unset(text: string, env: Env): string[] {
  return variablesIn(text).filter((name) => !env[name] && !env[fileVariable(name)])
    .map((name) => `${name} is not set: its server is asked without a token`);
}
