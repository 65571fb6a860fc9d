import { generateKeyPairSync } from "node:crypto";
import { variablesOf } from "../../protocol/config/field.ts";
import { loadMcpConfig, mcpFields } from "../../mcp/config.ts";
import { loadSandboxConfig, sandboxFields } from "../../sandbox/config.ts";
import { apiFields, loadApiConfig } from "../../src/config.ts";
import { loadWorkerConfig, workerFields } from "../../worker/config.ts";
import { loadMigrateConfig, migrateFields } from "../../worker/migrate/config.ts";

type Load = (
  env: Readonly<Record<string, string | undefined>>,
  read: (path: string) => string,
) => unknown;

/** One process of the product: the variables that it names, and how it reads them. */
export interface ProcessVariables {
  named: readonly string[];
  load: Load;
}

/** By the name of its service. */
export const processVariables: Record<string, ProcessVariables> = {
  api: { named: variablesOf(apiFields), load: loadApiConfig },
  worker: { named: variablesOf(workerFields), load: loadWorkerConfig },
  migrate: { named: variablesOf(migrateFields), load: loadMigrateConfig },
  mcp: { named: variablesOf(mcpFields), load: loadMcpConfig },
  sandbox: { named: variablesOf(sandboxFields), load: loadSandboxConfig },
};

/** The variables of `mcp/servers.json`, which the worker fills in; each may come from a file. */
export function serverVariables(serversFile: string): string[] {
  const names = [...serversFile.matchAll(/\$\{([A-Z0-9_]+)\}/g)].map(([, name = ""]) => name);
  return [...new Set(names)].flatMap((name) => [name, `${name}_FILE`]);
}

const sessionKey = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey
  .export({ type: "pkcs8", format: "pem" }).toString();

/** A secret of the right form, for whatever file is asked for. */
export function secretOf(path: string): string {
  if (/session/.test(path)) return sessionKey;
  if (/url/.test(path)) return "postgres://u:p@postgres:5432/tramontane\n";
  return `${"0123456789abcdef".repeat(3)}\n`;
}
