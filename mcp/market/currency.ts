import { z } from "zod";

/** Minor units of prices by Yahoo's names, with their currency and the number of minor units of one currency unit. */
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
 * Currency of the amounts of a security that is quoted in `unit`. Yahoo gives prices in that unit, but market value,
 * enterprise value and earnings per share in the currency. Null when the unit is unknown.
 */
export function amountCurrency(unit: string | null): string | null {
  return unit === null ? null : minorUnits[unit]?.currency ?? unit;
}

/** Explanation of a minor unit; null for a currency. */
export function unitNote(unit: string | null): string | null {
  const minor = minorUnits[unit ?? ""];
  if (!minor) return null;
  return `${unit} is 1/${minor.perUnit} ${minor.currency}: prices are in ${unit}, ` +
    `amounts such as a market value in ${minor.currency}.`;
}

/** Output field with the unit of prices. */
export const priceCurrency = z.string().nullable().describe(
  "Unit of the prices as Yahoo writes it: an ISO code, or the minor unit in which the exchange quotes (GBp, ILA, ZAc, KWF, USX).",
);

/** Output field that explains a minor unit. */
export const currencyNote = z.string().nullable().describe(
  "Explanation of `currency` if it is a minor unit; else null.",
);
