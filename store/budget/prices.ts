import { checkedPrices } from "../../protocol/budget/price-list.ts";
import { type Price, prices, type Rates, ratesIn } from "../../protocol/budget/prices.ts";

let own: readonly Price[] = [];

/** Has these prices hold before the built-in ones, in this process. Called once, at its start. */
export function usePrices(given: readonly Price[]): void {
  own = given;
}

/**
 * Has the prices of this file hold before the built-in ones; nothing where there is none. Throws one Error that names
 * the variable, the file and every fault.
 */
export async function usePricesOf(
  path: string | null,
  read: (path: string) => Promise<string>,
): Promise<void> {
  if (path === null) return;
  const text = await read(path).catch((error) => {
    throw new Error(`MODEL_PRICES: ${path} cannot be read: ${error.message}`, { cause: error });
  });
  usePrices(checkedPrices(path, text));
}

/** What a model's tokens cost now; null when that is not known. */
export function ratesNow(model: string): Rates | null {
  return ratesIn([own, prices], model, new Date());
}
