/** A quote as the v7 endpoint sends it, as far as tests look. */
export function yahooQuote(symbol: string, price: number): Record<string, unknown> {
  return {
    language: "en-US",
    quoteType: "EQUITY",
    symbol,
    longName: `${symbol} Inc.`,
    currency: "USD",
    regularMarketPrice: price,
    regularMarketChange: 1.5,
    regularMarketChangePercent: 0.75,
    regularMarketPreviousClose: price - 1.5,
    regularMarketDayHigh: price + 1,
    regularMarketDayLow: price - 2,
    regularMarketTime: 1_795_000_000,
    marketState: "CLOSED",
    exchange: "NMS",
    fullExchangeName: "NasdaqGS",
  };
}

const quotes = new Map([["AAPL", 201], ["MSFT", 402], ["NVDA", 103]].map(([symbol, price]) => [
  String(symbol),
  yahooQuote(String(symbol), Number(price)),
]));

/** Answers the endpoints of a market of three companies. */
export function sampleMarket(path: string, query: URLSearchParams): unknown {
  if (path === "/v7/finance/quote") {
    const asked = query.get("symbols")?.split(",") ?? [];
    const result = asked.flatMap((symbol) => quotes.get(symbol) ?? []);
    return { quoteResponse: { result, error: null } };
  }
  if (path === "/v1/finance/search") return { quotes: foundBy(query.get("q") ?? ""), news: [] };
  return undefined;
}

function foundBy(text: string): unknown[] {
  const same = (symbol: string) => symbol[0]?.toLowerCase() === text[0]?.toLowerCase();
  const found = [...quotes.values()].filter((q) => same(String(q.symbol)));
  return found.map((q) => ({
    symbol: q.symbol,
    longname: q.longName,
    exchDisp: "NASDAQ",
    quoteType: "EQUITY",
    isYahooFinance: true,
  }));
}
