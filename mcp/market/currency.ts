import { z } from "zod";

/** Minor units in which exchanges quote, by Yahoo's names: the currency, and how many make one of it. */
const minorUnits: Readonly<Record<string, { currency: string; perUnit: number }>> = {
  GBp: { currency: "GBP", perUnit: 100 },
  GBX: { currency: "GBP", perUnit: 100 },
  ILA: { currency: "ILS", perUnit: 100 },
  ZAc: { currency: "ZAR", perUnit: 100 },
  ZAC: { currency: "ZAR", perUnit: 100 },
  KWF: { currency: "KWD", perUnit: 1_000 },
  USX: { currency: "USD", perUnit: 100 },
};

/**
 * The currency of amounts of a security that is quoted in `unit`: Yahoo gives prices in that unit, but market value,
 * enterprise value and earnings per share in whole currency. Null when the unit is not known.
 */
export function amountCurrency(unit: string | null): string | null {
  return unit === null ? null : minorUnits[unit]?.currency ?? unit;
}

/** Explains a unit that is not a currency; null for a currency. */
export function unitNote(unit: string | null): string | null {
  const minor = minorUnits[unit ?? ""];
  if (!minor) return null;
  return `${unit} is 1/${minor.perUnit} ${minor.currency}: prices are in ${unit}, ` +
    `amounts such as a market value in ${minor.currency}.`;
}

/** The unit of prices, in the output of a tool. */
export const priceCurrency = z.string().nullable().describe(
  "Of the prices, as Yahoo writes it: an ISO code, or a minor unit where the exchange quotes in one (GBp, ILA, ZAc, KWF, USX).",
);

/** The explanation of that unit, in the output of a tool. */
export const currencyNote = z.string().nullable().describe(
  "What `currency` is where it is a minor unit; else null.",
);
