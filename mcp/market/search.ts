import { z } from "zod";
import type { MarketGateway } from "./gateway.ts";
import { label } from "./shapes.ts";

/** A security that a search found. */
export interface FoundSymbol {
  symbol: string;
  name: string | null;
  exchange: string | null;
  /** Yahoo's word for what it is: EQUITY, ETF, INDEX, ... */
  type: string | null;
}

const found = z.object({
  symbol: z.string().min(1),
  longname: label,
  shortname: label,
  exchDisp: label,
  exchange: label,
  quoteType: label,
});

const answer = z.object({ quotes: z.array(z.unknown()).catch([]) });

/** Securities whose symbol or name resembles `query`, best first, at most ten. */
export function searchSymbols(
  market: MarketGateway,
  query: string,
  signal: AbortSignal,
): Promise<FoundSymbol[]> {
  return market.read({
    kind: "search",
    key: query.toLowerCase(),
    load: (yahoo, options) =>
      yahoo.search(query, { quotesCount: 10, newsCount: 0, enableFuzzyQuery: true }, options),
    parse: (raw) => answer.parse(raw).quotes.flatMap(toFound),
  }, signal);
}

/** Yahoo mixes private companies without a symbol into its answers: those are left out. */
function toFound(raw: unknown): FoundSymbol[] {
  const { success, data } = found.safeParse(raw);
  if (!success) return [];
  const name = data.longname ?? data.shortname;
  const exchange = data.exchDisp ?? data.exchange;
  return [{ symbol: data.symbol, name, exchange, type: data.quoteType }];
}
