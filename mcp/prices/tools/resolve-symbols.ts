import { z } from "zod";
import { type Quote, readListing } from "../../market/quote.ts";
import { similarSymbols, symbolArgument } from "../../symbol.ts";
import { defineTool, type ToolCall } from "../../tool.ts";

/** Maximum number of symbols of a call, and of suggestions for each. */
const maxSymbols = 10;
const maxSuggestions = 3;

/** Whether securities are traded under these symbols. */
export const resolveSymbols = defineTool({
  name: "resolve_symbols",
  title: "Resolve symbols",
  description:
    "Says for up to ten ticker symbols whether a security is traded under them, with its " +
    "name, exchange, type and currency; for unknown ones it suggests similar symbols. " +
    "It returns no prices.",
  input: z.object({
    symbols: z.array(symbolArgument).min(1).max(maxSymbols),
  }),
  output: z.object({
    symbols: z.array(z.object({
      symbol: z.string(),
      known: z.boolean(),
      name: z.string().nullable(),
      exchange: z.string().nullable(),
      type: z.string().nullable().describe("EQUITY, ETF, INDEX, CURRENCY, ..."),
      currency: z.string().nullable().describe("Of its prices; GBp and the like are minor units."),
      suggestions: z.array(z.object({
        symbol: z.string(),
        name: z.string().nullable(),
        exchange: z.string().nullable(),
      })).max(maxSuggestions).describe("Similar symbols, the best first; empty for a known one."),
    })),
  }),
  async run({ symbols }, call) {
    return { symbols: await Promise.all(symbols.map((symbol) => resolve(symbol, call))) };
  },
});

async function resolve(symbol: string, call: ToolCall) {
  const quote = await quoteOf(symbol, call);
  if (quote) {
    const { name, exchange, type, currency } = quote;
    return { symbol, known: true, name, exchange, type, currency, suggestions: [] };
  }
  const none = { name: null, exchange: null, type: null, currency: null };
  return { symbol, known: false, ...none, suggestions: await suggestionsFor(symbol, call) };
}

/** The corrected spelling first, then what a search for the symbol finds. */
async function suggestionsFor(symbol: string, call: ToolCall) {
  const [respelled, found] = await Promise.all([
    respell(symbol, call),
    similarSymbols(symbol, call),
  ]);
  const similar = [...respelled, ...found];
  const first = (symbol: string) => similar.findIndex((s) => s.symbol === symbol);
  return similar.filter((s, i) => first(s.symbol) === i).slice(0, maxSuggestions)
    .map(({ symbol, name, exchange }) => ({ symbol, name, exchange }));
}

/** Yahoo separates the class of a share by a dash (`BRK-B`), and the exchange by a dot. */
async function respell(symbol: string, call: ToolCall): Promise<Quote[]> {
  const dashed = symbol.replace(/[./ ]([A-Z])$/, "-$1");
  const quote = dashed === symbol ? null : await quoteOf(dashed, call);
  return quote ? [quote] : [];
}

/** Null for a symbol that is unknown or not traded any more. */
async function quoteOf(symbol: string, call: ToolCall): Promise<Quote | null> {
  const listing = await readListing(call.market, symbol, call.signal);
  return listing.kind === "quoted" ? listing.quote : null;
}
