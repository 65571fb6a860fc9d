import { isEmulated } from "../../protocol/budget/emulated.ts";
import { checkedPrices } from "../../protocol/budget/price-list.ts";
import { type Price, prices, type Rates, ratesIn } from "../../protocol/budget/prices.ts";

let own: readonly Price[] = [];
let free = false;

/** Sets prices that override the built-in ones in this process. Called once, at its start. */
export function usePrices(given: readonly Price[]): void {
  own = given;
  free = false;
}

/**
 * Sets the prices of this process. Those of a file override the built-in ones; without a file nothing costs anything at an
 * emulated provider, since nothing is paid there. Throws one Error that names the variable, the file and every fault.
 */
export async function usePricesOf(
  { path, provider }: { path: string | null; provider: string },
  read: (path: string) => Promise<string>,
): Promise<void> {
  free = path === null && isEmulated(provider);
  if (path === null) return;
  const text = await read(path).catch((error) => {
    throw new Error(`MODEL_PRICES: ${path} cannot be read: ${error.message}`, { cause: error });
  });
  usePrices(checkedPrices(path, text));
}

/** Current prices of a model's tokens; null if unknown. */
export function ratesNow(model: string): Rates | null {
  return free ? { input: 0, output: 0 } : ratesIn([own, prices], model, new Date());
}
