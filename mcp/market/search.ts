import { z } from "zod";
import type { MarketGateway } from "./gateway.ts";
import { instant, label, listOf, text } from "./shapes.ts";

/** A security that a search found. */
export interface FoundSymbol {
  symbol: string;
  name: string | null;
  exchange: string | null;
  /** Type in Yahoo's terms: EQUITY, ETF, INDEX, ... */
  type: string | null;
}

/** A headline. */
export interface NewsItem {
  title: string;
  publisher: string | null;
  link: string;
  publishedAt: Date | null;
}

// Yahoo also returns private companies without a symbol, which are dropped.
const foundSymbol = z.object({
  symbol: z.string().min(1).max(40),
  longname: label,
  shortname: label,
  exchDisp: label,
  exchange: label,
  quoteType: label,
}).transform((q): FoundSymbol => ({
  symbol: q.symbol,
  name: q.longname ?? q.shortname,
  exchange: q.exchDisp ?? q.exchange,
  type: q.quoteType,
}));

const newsItem = z.object({
  title: text(300).pipe(z.string()),
  publisher: label,
  link: z.url({ protocol: /^https?$/ }).max(1_000),
  providerPublishTime: instant,
}).transform((n): NewsItem => ({
  title: n.title,
  publisher: n.publisher,
  link: n.link,
  publishedAt: n.providerPublishTime,
}));

const foundSymbols = z.object({ quotes: listOf(foundSymbol) });
const foundNews = z.object({ news: listOf(newsItem) });

/** Securities whose symbol or name matches `query`, the best first, at most ten. */
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
    parse: (raw) => foundSymbols.parse(raw).quotes,
  }, signal);
}

/** Headlines about `query`, in Yahoo's order, at most `limit`. */
export function searchNews(
  market: MarketGateway,
  query: string,
  limit: number,
  signal: AbortSignal,
): Promise<NewsItem[]> {
  return market.read({
    kind: "news",
    key: `${limit}:${query.toLowerCase()}`,
    load: (yahoo, options) => yahoo.search(query, { quotesCount: 0, newsCount: limit }, options),
    parse: (raw) => foundNews.parse(raw).news.slice(0, limit),
  }, signal);
}
