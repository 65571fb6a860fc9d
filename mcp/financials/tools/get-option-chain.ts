import { z } from "zod";
import { currencyNote, priceCurrency, unitNote } from "../../market/currency.ts";
import { priceUnit } from "../../market/quote-units.ts";
import { type OptionContract, readOptionChain } from "../../market/option-chain.ts";
import { requireQuote, symbolArgument } from "../../symbol.ts";
import { defineTool } from "../../tool.ts";
import { ToolFailure } from "../../tool-failure.ts";
import { ratio, sameUnit, unitsOf } from "../../units.ts";

const premiums = ["strike", "lastPrice", "bid", "ask"] as const;
const amounts = ["volume", "openInterest"] as const;

const figure = z.number().nullable();

const contracts = z.array(z.object({
  strike: z.number(),
  lastPrice: figure,
  bid: figure,
  ask: figure,
  volume: figure,
  openInterest: figure,
  impliedVolatility: figure.describe("A fraction a year."),
  inTheMoney: z.boolean(),
}));

/** Options of one symbol around its price. */
export const getOptionChain = defineTool({
  name: "get_option_chain",
  title: "Option chain",
  description:
    "Calls and puts of one security for one expiration day, the strikes nearest to the " +
    "price, and all expiration days. Without a day, the next one is taken.",
  input: z.object({
    symbol: symbolArgument,
    expiration: z.iso.date().optional().describe("One of the expiration days, YYYY-MM-DD."),
    strikes: z.int().min(2).max(40).default(10).describe("How many strikes nearest to the price."),
  }),
  output: z.object({
    symbol: z.string(),
    currency: priceCurrency,
    currencyNote,
    price: z.number().describe("Of the underlying."),
    expiration: z.iso.date(),
    expirations: z.array(z.iso.date()),
    units: unitsOf(["price", ...premiums, ...amounts, "impliedVolatility"]),
    calls: contracts,
    puts: contracts,
  }),
  async run({ symbol, expiration, strikes }, call) {
    const quote = await requireQuote(symbol, call);
    const day = expiration ? new Date(`${expiration}T00:00:00Z`) : undefined;
    const chain = await readOptionChain(call.market, symbol, day, call.signal);
    if (!chain) throw noOptions(symbol, expiration);
    return {
      symbol: quote.symbol,
      currency: quote.currency,
      currencyNote: unitNote(quote.currency),
      price: quote.price,
      expiration: dateOf(chain.expiration),
      expirations: chain.expirations.map(dateOf),
      units: {
        price: priceUnit(quote),
        ...sameUnit(premiums, priceUnit(quote)),
        ...sameUnit(amounts, "contracts"),
        impliedVolatility: ratio,
      },
      calls: nearest(chain.calls, quote.price, strikes),
      puts: nearest(chain.puts, quote.price, strikes),
    };
  },
});

/** The `count` contracts with the strikes nearest to `price`, by strike. */
function nearest(all: readonly OptionContract[], price: number, count: number): OptionContract[] {
  return all.toSorted((a, b) => Math.abs(a.strike - price) - Math.abs(b.strike - price))
    .slice(0, count)
    .sort((a, b) => a.strike - b.strike);
}

function dateOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function noOptions(symbol: string, expiration: string | undefined): ToolFailure {
  const when = expiration ? ` expiring on ${expiration}` : "";
  const text = `${symbol} has no listed options${when}. ` +
    "Call without an expiration to see which days there are.";
  return new ToolFailure({ code: "no_data", retryable: false, text });
}
