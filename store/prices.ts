import { type Price, prices, type Rates, ratesIn } from "../protocol/prices.ts";

let own: readonly Price[] = [];

/** Has these prices hold before the built-in ones, in this process. Called once, at its start. */
export function usePrices(given: readonly Price[]): void {
  own = given;
}

/** What a model's tokens cost now; null when that is not known. */
export function ratesNow(model: string): Rates | null {
  return ratesIn([own, prices], model, new Date());
}
