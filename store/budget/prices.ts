import { checkedPrices } from "../../protocol/budget/price-list.ts";
import { type Price, prices, type Rates, ratesIn } from "../../protocol/budget/prices.ts";

let own: readonly Price[] = [];

/** Sets prices that override the built-in ones in this process. Called once, at its start. */
export function usePrices(given: readonly Price[]): void {
  own = given;
}

/**
 * Overrides the built-in prices with those of a file, if there is one. Throws one Error that names the variable, the file
 * and every fault.
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

/** Current prices of a model's tokens; null if unknown. */
export function ratesNow(model: string): Rates | null {
  return ratesIn([own, prices], model, new Date());
}
