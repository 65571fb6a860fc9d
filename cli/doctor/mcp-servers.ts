import type { Env } from "../config/config.ts";
import { checkServersFile, checkTenants } from "../config/servers-file.ts";
import { serversFile, tenantFile } from "../stack/child-variables.ts";
import { bad, type Finding, ok } from "./finding.ts";

/** The list of MCP servers, read as a worker reads it: one line for each fault. */
export function checkServers(env: Env): Finding[] {
  const { faults } = checkServersFile(env);
  if (faults.length === 0) return [ok("MCP servers", serversFile(env))];
  return faults.map((fault) => bad("MCP servers", fault, "mcp/README.md describes the file"));
}

/** The file of tenants, if there is one, read as a worker reads it: one line for each fault. */
export function checkTenantFile(env: Env): Finding[] {
  const path = tenantFile(env);
  const faults = checkTenants(env);
  if (faults.length > 0) {
    return faults.map((fault) => bad("Tenants", fault, "docs/operations.md describes the file"));
  }
  return path === null ? [] : [ok("Tenants", path)];
}
