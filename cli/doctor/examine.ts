import { type Env, loadStartConfig, type StartConfig } from "../config/config.ts";
import { withDotenv } from "../config/dotenv.ts";
import { repositoryRoot } from "../stack/paths.ts";
import type { Finding } from "./finding.ts";
import {
  checkDeno,
  checkDisk,
  checkNode,
  checkPlatform,
  checkPort,
  checkProxy,
} from "./machine.ts";
import { checkMistral } from "./mistral.ts";
import { checkServers, checkTenantFile } from "./mcp-servers.ts";
import { checkPostgres, checkState, checkTemporal } from "./servers.ts";
import { checkVariables } from "./variables.ts";

/** The configuration of this folder, its variables, and the findings of all checks. Throws a ConfigError. */
export async function examineHere(): Promise<
  { config: StartConfig; env: Env; findings: Finding[] }
> {
  const env = await withDotenv(Deno.env.toObject(), repositoryRoot);
  const config = loadStartConfig(env, repositoryRoot);
  return { config, env, findings: await examine(config, env, repositoryRoot) };
}

/** Runs all checks; the findings in the order of the output. */
export async function examine(config: StartConfig, env: Env, root: string): Promise<Finding[]> {
  const found = await Promise.all([
    checkPlatform(),
    checkNode(env),
    checkDeno(),
    checkPort(config),
    checkDisk(config),
    checkProxy(env),
    checkState(config),
    checkPostgres(config, root),
    checkTemporal(config, env),
    checkMistral(config.model),
    checkServers(env),
    checkTenantFile(env),
    checkVariables(env, root),
  ]);
  return found.flat();
}
