import { resolve } from "node:path";
import { ConfigError, type Env, loadStartConfig, type StartConfig } from "./config.ts";
import { checkServersFile, checkTenants } from "./servers-file.ts";
import { checkPrices } from "../stack/check-prices.ts";

/**
 * The configuration of a start with the files that it refers to: the lists of MCP servers, of tenants and of prices. Throws one
 * ConfigError with the faults of all of them.
 */
export function loadCheckedConfig(env: Env, root: string): StartConfig {
  const faults: string[] = [];
  const config = orFaults(faults, () => loadStartConfig(env, root));
  const pricesFile = env.MODEL_PRICES && resolve(root, env.MODEL_PRICES);
  if (pricesFile) orFaults(faults, () => checkPrices({ pricesFile }));
  faults.push(...checkServersFile(env).faults, ...checkTenants(env));
  if (config === undefined || faults.length > 0) throw new ConfigError("start", faults);
  return config;
}

function orFaults<T>(faults: string[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    faults.push(...error.faults);
  }
}
