import { z } from "zod";
import { currencyNote, priceCurrency, unitNote } from "../../market/currency.ts";
import { freshnessFields, freshnessOf } from "../../market/freshness.ts";
import { priceUnit } from "../../market/quote-units.ts";
import { requireQuote, symbolArgument } from "../../symbol.ts";
import { defineTool } from "../../tool.ts";
import { percent, sameUnit, unitsOf } from "../../units.ts";

const prices = ["price", "change", "previousClose", "dayHigh", "dayLow"] as const;

/** The latest price of one symbol. */
export const getCurrentStockPrice = defineTool({
  name: "get_current_stock_price",
  title: "Current stock price",
  description: "The latest regular-session price of one listed security (stock, ETF, index, " +
    "currency pair, future, cryptocurrency) with its change against the previous close. One symbol per call; call it " +
    "several times in parallel for several symbols, or use compare_stocks.",
  input: z.object({ symbol: symbolArgument }),
  output: z.object({
    symbol: z.string(),
    name: z.string().nullable(),
    price: z.number().describe("In `currency`."),
    currency: priceCurrency,
    currencyNote,
    change: z.number().nullable().describe("Against the previous close, in `currency`."),
    changePercent: z.number().nullable().describe(
      "Against the previous close, in percent; null if that is zero or less.",
    ),
    previousClose: z.number().nullable(),
    dayHigh: z.number().nullable(),
    dayLow: z.number().nullable(),
    marketState: z.string().nullable().describe(
      "REGULAR while the exchange trades, else CLOSED, PRE or POST.",
    ),
    exchange: z.string().nullable(),
    type: z.string().nullable().describe(
      "EQUITY, ETF, MUTUALFUND, INDEX, CURRENCY, CRYPTOCURRENCY or FUTURE.",
    ),
    ...freshnessFields,
    units: unitsOf([...prices, "changePercent", "ageSeconds"]),
  }),
  async run({ symbol }, call) {
    const quote = await requireQuote(symbol, call);
    return {
      symbol: quote.symbol,
      name: quote.name,
      price: quote.price,
      currency: quote.currency,
      currencyNote: unitNote(quote.currency),
      change: quote.change,
      changePercent: quote.changePercent,
      previousClose: quote.previousClose,
      dayHigh: quote.dayHigh,
      dayLow: quote.dayLow,
      marketState: quote.marketState,
      exchange: quote.exchange,
      type: quote.type,
      ...freshnessOf(quote, call.market.now()),
      units: { ...sameUnit(prices, priceUnit(quote)), changePercent: percent, ageSeconds: "s" },
    };
  },
});
