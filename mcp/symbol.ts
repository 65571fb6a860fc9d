import { z } from "zod";
import { errorFields } from "../telemetry/log.ts";
import { type Quote, readListing } from "./market/quote.ts";
import { type FoundSymbol, searchSymbols } from "./market/search.ts";
import type { ToolCall } from "./tool.ts";
import { ToolFailure } from "./tool-failure.ts";

/** Pattern of ticker symbols: AAPL, BRK-B, AIR.PA, M&M.NS, NIFTY_FIN_SERVICE.NS, ^GSPC, EURUSD=X, GC=F. */
export const symbolPattern = /^\^?[A-Za-z0-9][A-Za-z0-9.=\-^&_]{0,31}$/;

/** A ticker symbol of Yahoo, trimmed and in upper case. */
export const symbolArgument = z.string()
  .trim()
  .regex(symbolPattern, {
    error:
      "must be a ticker symbol such as AAPL, BRK-B, AIR.PA, M&M.NS or ^GSPC, not a company name",
  })
  .toUpperCase()
  .describe(
    "Ticker symbol as Yahoo Finance writes it, for example AAPL, BRK-B, AIR.PA, M&M.NS, ^GSPC.",
  );

/** The symbol in a URI. Throws `ToolFailure` for invalid text. */
export function requireSymbol(text: string | undefined): string {
  const parsed = symbolArgument.safeParse(text);
  if (parsed.success) return parsed.data;
  throw badArgument(`The symbol ${parsed.error.issues[0]?.message}.`);
}

/** One of `values` in a URI. Throws a `ToolFailure` that lists them for other text. */
export function oneOf<T extends string>(
  name: string,
  values: readonly T[],
  text: string | undefined,
): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw badArgument(`The ${name} must be one of ${values.join(", ")}.`);
  return found;
}

function badArgument(text: string): ToolFailure {
  return new ToolFailure({ code: "bad_arguments", retryable: false, text });
}

/** The quote of `symbol`. Throws a `ToolFailure` with similar symbols when it is unknown or delisted. */
export async function requireQuote(symbol: string, call: ToolCall): Promise<Quote> {
  const listing = await readListing(call.market, symbol, call.signal);
  if (listing.kind === "quoted") return listing.quote;
  if (listing.kind === "delisted") throw await delistedSymbol(symbol, listing.lastDay, call);
  throw await unknownSymbol(symbol, call);
}

/** Also a mistyped symbol may be one that was used once, so that similar ones are named if there are any. */
async function delistedSymbol(
  symbol: string,
  lastDay: string | null,
  call: ToolCall,
): Promise<ToolFailure> {
  const last = lastDay === null ? "" : `: the last trade was on ${lastDay}`;
  const text = `${symbol} is not traded any more${last}. The market data source has no prices ` +
    `of delisted securities. ${await didYouMean(symbol, call) ?? "Do not guess figures."}`;
  return new ToolFailure({ code: "delisted", retryable: false, text });
}

async function unknownSymbol(symbol: string, call: ToolCall): Promise<ToolFailure> {
  const hint = await didYouMean(symbol, call) ??
    "Look it up by the company's name with search_symbols.";
  const text = `No security with a price has the symbol ${symbol}. ${hint}`;
  return new ToolFailure({ code: "unknown_symbol", retryable: false, text });
}

/** A question with similar symbols; null if there are none. */
async function didYouMean(symbol: string, call: ToolCall): Promise<string | null> {
  const meant = (await similarSymbols(symbol, call)).slice(0, 3);
  return meant.length > 0 ? `Did you mean ${meant.map(named).join(", ")}?` : null;
}

/** Other symbols that a search for this one finds. A failed search is logged and finds none. */
export async function similarSymbols(symbol: string, call: ToolCall): Promise<FoundSymbol[]> {
  try {
    const found = await searchSymbols(call.market, symbol, call.signal);
    return found.filter((f) => f.symbol !== symbol);
  } catch (error) {
    call.log.info("mcp.suggestions_failed", errorFields(error));
    return [];
  }
}

/** Names are untrusted text for a model: only letters and characters of company names are kept. */
function named({ symbol, name }: FoundSymbol): string {
  const safe = name?.replace(/[^\p{L}\p{N}.,&'()/-]+/gu, " ").trim().slice(0, 60);
  return safe ? `${symbol} (${safe})` : symbol;
}
