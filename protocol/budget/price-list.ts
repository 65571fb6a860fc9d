import type { Price } from "./prices.ts";

/** A parsed list of prices; not usable if it has faults. */
export interface PriceList {
  prices: Price[];
  /** One line for each fault: where it is and how to correct it. */
  faults: string[];
}

const fields = ["model", "from", "input", "output"] as const;

/**
 * Parses a JSON list of prices: `{"model": "mistral-large-*", "from": "2026-01-01", "input": "0.5", "output":
 * "1.5"}`, USD for a million tokens, from that day (UTC) on. Never throws.
 */
export function readPriceList(text: string): PriceList {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { prices: [], faults: ["it is not JSON; write a list of prices"] };
  }
  if (!Array.isArray(value)) {
    return { prices: [], faults: ["it is not a list; write [ {...}, ... ]"] };
  }
  const faults = value.flatMap((line, at) => lineFaults(line).map((f) => `line ${at + 1}: ${f}`));
  if (faults.length > 0) return { prices: [], faults };
  const prices = value as Price[];
  return { prices, faults: repeated(prices) };
}

/** The prices of a file. Throws an Error that names the file and every fault. */
export function checkedPrices(path: string, text: string): Price[] {
  const { prices, faults } = readPriceList(text);
  if (faults.length === 0) return prices;
  throw new Error(
    `MODEL_PRICES: ${path} cannot be used.\n${faults.map((f) => `- ${f}`).join("\n")}`,
  );
}

function lineFaults(line: unknown): string[] {
  if (typeof line !== "object" || line === null) {
    return ["it is not an object with model, from, input, output"];
  }
  const given = line as Record<string, unknown>;
  const unknown = Object.keys(given).filter((key) => !fields.some((f) => f === key));
  return [
    ...unknown.map((key) => `${key} is not known; there are ${fields.join(", ")}`),
    ...fields.flatMap((field) => fieldFaults(field, given[field])),
  ];
}

function fieldFaults(field: (typeof fields)[number], value: unknown): string[] {
  const is = value === undefined ? "is missing" : `is ${JSON.stringify(value)}`;
  if (field === "model") {
    const sound = typeof value === "string" && /^[^\s*]+\*?$/.test(value);
    return sound ? [] : [`model ${is}; write a model's name, or its beginning with a * at the end`];
  }
  if (field === "from") {
    return isDay(value) ? [] : [`from ${is}; write the first day it holds, such as "2026-01-01"`];
  }
  const sound = typeof value === "string" && /^\d{1,6}(\.\d{1,3})?$/.test(value);
  return sound
    ? []
    : [`${field} ${is}; write USD for a million tokens as text, such as "0.4", at most 3 decimals`];
}

function isDay(value: unknown): boolean {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(value);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** Two prices of a model from the same day on: neither would be the valid one. */
function repeated(prices: readonly Price[]): string[] {
  const seen = new Map<string, number>();
  return prices.flatMap(({ model, from }, at) => {
    const key = `${model} from ${from}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, at + 1);
    return first === undefined ? [] : [`line ${at + 1}: ${key} is in line ${first} already`];
  });
}
