import { z } from "zod";
import { amountCurrency, currencyNote, priceCurrency, unitNote } from "../../market/currency.ts";
import { freshnessFields, freshnessOf } from "../../market/freshness.ts";
import { priceUnit } from "../../market/quote-units.ts";
import { type Quote, readListing } from "../../market/quote.ts";
import { rounded } from "../../market/shapes.ts";
import { symbolArgument } from "../../symbol.ts";
import { defineTool } from "../../tool.ts";
import { ToolFailure } from "../../tool-failure.ts";
import { multiple, percent, ratio, sameUnit, unitsOf } from "../../units.ts";

const prices = ["price", "fiftyTwoWeekLow", "fiftyTwoWeekHigh"] as const;
const figure = z.number().nullable();

/** Several symbols side by side. */
export const compareStocks = defineTool({
  name: "compare_stocks",
  title: "Compare stocks",
  description: "Latest price, day's change, size, valuation and 52-week range of two to ten " +
    "securities side by side. Symbols that are not known are listed apart. Prices are in each " +
    "security's own currency or minor unit (GBp): compare percentages, not prices, when they differ.",
  input: z.object({ symbols: z.array(symbolArgument).min(2).max(10) }),
  output: z.object({
    rows: z.array(z.object({
      symbol: z.string(),
      name: z.string().nullable(),
      price: z.number(),
      currency: priceCurrency,
      currencyNote,
      changePercent: figure.describe("Against the previous close, in percent."),
      marketCap: figure.describe("In `marketCapCurrency`."),
      marketCapCurrency: z.string().nullable().describe(
        "Whole currency: GBP for a share that is quoted in GBp.",
      ),
      trailingPE: figure,
      fiftyTwoWeekLow: figure,
      fiftyTwoWeekHigh: figure,
      rangePosition: figure.describe("0 at the 52-week low, 1 at the 52-week high."),
      ...freshnessFields,
      units: unitsOf([
        ...prices,
        "changePercent",
        "marketCap",
        "trailingPE",
        "rangePosition",
        "ageSeconds",
      ]),
    })),
    oneCurrency: z.boolean().describe("Whether all prices are in the same unit."),
    unknownSymbols: z.array(z.string()),
    delistedSymbols: z.array(z.string()).describe("Symbols that are not traded any more."),
  }),
  async run({ symbols }, call) {
    const asked = [...new Set(symbols)];
    const listings = await Promise.all(
      asked.map((s) => readListing(call.market, s, call.signal)),
    );
    const known = listings.flatMap((found) => found.kind === "quoted" ? [found.quote] : []);
    if (known.length === 0) throw noneKnown(asked);
    const ofKind = (kind: string) => asked.filter((_, i) => listings[i]?.kind === kind);
    return {
      rows: known.map((quote) => toRow(quote, call.market.now())),
      oneCurrency: new Set(known.map((q) => q.currency)).size === 1,
      unknownSymbols: ofKind("unknown"),
      delistedSymbols: ofKind("delisted"),
    };
  },
});

function toRow(q: Quote, now: number) {
  const { symbol, name, price, currency, changePercent, marketCap, trailingPE } = q;
  const { fiftyTwoWeekLow, fiftyTwoWeekHigh } = q;
  const rangePosition = positionIn(price, fiftyTwoWeekLow, fiftyTwoWeekHigh);
  const range = { fiftyTwoWeekLow, fiftyTwoWeekHigh, rangePosition };
  const money = { currency, currencyNote: unitNote(currency) };
  const size = { marketCap, marketCapCurrency: amountCurrency(currency) };
  const figures = { changePercent, ...size, trailingPE, ...range };
  const fresh = freshnessOf(q, now);
  return { symbol, name, price, ...money, ...figures, ...fresh, units: unitsFor(q) };
}

function unitsFor(q: Quote) {
  return {
    ...sameUnit(prices, priceUnit(q)),
    changePercent: percent,
    marketCap: amountCurrency(q.currency),
    trailingPE: multiple,
    rangePosition: ratio,
    ageSeconds: "s",
  };
}

function positionIn(price: number, low: number | null, high: number | null): number | null {
  if (low === null || high === null || high <= low) return null;
  return rounded((price - low) / (high - low));
}

function noneKnown(symbols: readonly string[]): ToolFailure {
  const text = `None of these symbols is known: ${symbols.join(", ")}. ` +
    "Look them up by the companies' names with search_symbols.";
  return new ToolFailure({ code: "unknown_symbol", retryable: false, text });
}
