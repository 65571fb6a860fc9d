/** A model's price from a day on, for a million tokens, as decimal numbers. */
export interface Price {
  /** The model's name, or where it ends in `*` its beginning. */
  model: string;
  /** First day it holds, UTC. */
  from: string;
  input: string;
  output: string;
}

/** The currency of all prices. */
export const priceCurrency = "USD";

/**
 * List prices of Mistral's models as known when this was written; they could not be checked against the maker's page
 * where this is developed. A price that changes gets a further line with its first day: what was paid stays as it was
 * reckoned. A model without a line has no known price.
 */
export const prices: readonly Price[] = [
  { model: "mistral-large-*", from: "2025-12-02", input: "0.5", output: "1.5" },
  { model: "mistral-medium-*", from: "2025-05-07", input: "0.4", output: "2" },
  { model: "mistral-small-*", from: "2025-06-20", input: "0.1", output: "0.3" },
  { model: "magistral-medium-*", from: "2025-06-10", input: "2", output: "5" },
  { model: "magistral-small-*", from: "2025-06-10", input: "0.5", output: "1.5" },
  { model: "ministral-8b-*", from: "2025-12-02", input: "0.15", output: "0.15" },
  { model: "ministral-3b-*", from: "2025-12-02", input: "0.1", output: "0.1" },
];

/** Billionths of the currency for a token. */
export interface Rates {
  input: number;
  output: number;
}

/** What a model's tokens cost on a day; null when that is not known. */
export function ratesOf(model: string, at: Date, table: readonly Price[] = prices): Rates | null {
  const day = at.toISOString().slice(0, 10);
  const price = table
    .filter((p) => p.from <= day && fits(p.model, model))
    .toSorted((a, b) => exactness(b) - exactness(a) || (a.from < b.from ? 1 : -1))[0];
  if (!price) return null;
  return { input: perToken(price.input), output: perToken(price.output) };
}

/** The same from several tables: the first one that knows a price of the model on that day. */
export function ratesIn(tables: readonly (readonly Price[])[], model: string, at: Date) {
  for (const table of tables) {
    const rates = ratesOf(model, at, table);
    if (rates) return rates;
  }
  return null;
}

const exactness = ({ model }: Price) => model.endsWith("*") ? model.length - 1 : 1_000;

const fits = (pattern: string, model: string) =>
  pattern.endsWith("*") ? model.startsWith(pattern.slice(0, -1)) : pattern === model;

/** A unit of currency for a million tokens is a thousand billionths for one. */
const perToken = (perMillion: string) => Math.round(Number(perMillion) * 1_000);
