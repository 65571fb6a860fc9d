/** A model's price for a million tokens from a day on, as decimal numbers. */
export interface Price {
  /** The model's name, or its beginning followed by `*`. */
  model: string;
  /** First day on which it is valid, UTC. */
  from: string;
  input: string;
  output: string;
}

/** The currency of all prices. */
export const priceCurrency = "USD";

/**
 * List prices of Mistral's models, not verified against the provider's page. A changed price is a further line with its
 * first day, so that earlier costs stay as they were calculated. A model without a line has no known price.
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

/** Price of one token in billionths of the currency. */
export interface Rates {
  input: number;
  output: number;
}

/** The rates of a model on a day; null if they are unknown. */
export function ratesOf(model: string, at: Date, table: readonly Price[] = prices): Rates | null {
  const day = at.toISOString().slice(0, 10);
  const price = table
    .filter((p) => p.from <= day && fits(p.model, model))
    .toSorted((a, b) => exactness(b) - exactness(a) || (a.from < b.from ? 1 : -1))[0];
  if (!price) return null;
  return { input: perToken(price.input), output: perToken(price.output) };
}

/** The rates of the first table that contains a price of the model on that day. */
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

/** One unit of currency for a million tokens is a thousand billionths for one. */
const perToken = (perMillion: string) => Math.round(Number(perMillion) * 1_000);
