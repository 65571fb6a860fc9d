import type { Env, StartConfig } from "../config/config.ts";
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
import { checkServers } from "./mcp-servers.ts";
import { checkPostgres, checkState, checkTemporal } from "./servers.ts";
import { checkVariables } from "./variables.ts";

/** Makes all checks and answers what they found, in the order in which a person reads them. */
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
    checkVariables(env, root),
  ]);
  return found.flat();
}
