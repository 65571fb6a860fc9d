import { z } from "zod";
import { errorFields } from "../telemetry/log.ts";
import { type Quote, readQuote } from "./market/quote.ts";
import { type FoundSymbol, searchSymbols } from "./market/search.ts";
import type { ToolCall } from "./tool.ts";
import { ToolFailure } from "./tool-failure.ts";

/** What a ticker symbol looks like: AAPL, BRK-B, AIR.PA, M&M.NS, NIFTY_FIN_SERVICE.NS, ^GSPC, EURUSD=X, GC=F. */
export const symbolPattern = /^\^?[A-Za-z0-9][A-Za-z0-9.=\-^&_]{0,31}$/;

/** A ticker symbol as Yahoo writes them, upper-cased, without spaces around it. */
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

/** A symbol out of an address; a `ToolFailure` when it cannot be one. */
export function requireSymbol(text: string | undefined): string {
  const parsed = symbolArgument.safeParse(text);
  if (parsed.success) return parsed.data;
  throw badArgument(`The symbol ${parsed.error.issues[0]?.message}.`);
}

/** One of `values` out of an address; a `ToolFailure` that names them otherwise. */
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

/** The quote of `symbol`; a `ToolFailure` with what may have been meant when nobody knows it. */
export async function requireQuote(symbol: string, call: ToolCall): Promise<Quote> {
  const quote = await readQuote(call.market, symbol, call.signal);
  if (!quote) throw await unknownSymbol(symbol, call);
  return quote;
}

async function unknownSymbol(symbol: string, call: ToolCall): Promise<ToolFailure> {
  const meant = (await resembling(symbol, call)).slice(0, 3);
  const hint = meant.length > 0
    ? `Did you mean ${meant.map(named).join(", ")}?`
    : "Look it up by the company's name with search_symbols.";
  const text = `No security with a price has the symbol ${symbol}. ${hint}`;
  return new ToolFailure({ code: "unknown_symbol", retryable: false, text });
}

/** Suggestions are a courtesy: a search that fails is logged, and there are none. */
async function resembling(symbol: string, call: ToolCall): Promise<FoundSymbol[]> {
  try {
    const found = await searchSymbols(call.market, symbol, call.signal);
    return found.filter((f) => f.symbol !== symbol);
  } catch (error) {
    call.log.info("mcp.suggestions_failed", errorFields(error));
    return [];
  }
}

/** Names come from outside and are read by a model: letters and signs of company names only. */
function named({ symbol, name }: FoundSymbol): string {
  const safe = name?.replace(/[^\p{L}\p{N}.,&'()/-]+/gu, " ").trim().slice(0, 60);
  return safe ? `${symbol} (${safe})` : symbol;
}
