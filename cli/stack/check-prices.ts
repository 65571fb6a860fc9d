import { readPriceList } from "../../protocol/budget/price-list.ts";
import { ConfigError, type StartConfig } from "../config/config.ts";

/** Validates the price list before a process starts that would refuse it. Throws a ConfigError with every fault. */
export function checkPrices({ pricesFile }: Pick<StartConfig, "pricesFile">): void {
  if (pricesFile === undefined) return;
  const faults = faultsOf(pricesFile).map((fault) => `MODEL_PRICES=${pricesFile}: ${fault}`);
  if (faults.length > 0) throw new ConfigError("start", faults);
}

function faultsOf(path: string): string[] {
  try {
    return readPriceList(Deno.readTextFileSync(path)).faults;
  } catch (error) {
    return [`it cannot be read: ${error instanceof Error ? error.message : error}`];
  }
}
