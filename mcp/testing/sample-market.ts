import { optionChain, quoteSummary, timeseries } from "./sample-company.ts";

/** A quote of the v7 endpoint, with the fields that tests use. */
export function yahooQuote(symbol: string, price: number): Record<string, unknown> {
  return {
    language: "en-US",
    quoteType: "EQUITY",
    symbol,
    longName: `${symbol} Inc.`,
    currency: "USD",
    financialCurrency: "USD",
    regularMarketPrice: price,
    regularMarketChange: 1.5,
    regularMarketChangePercent: 0.75,
    regularMarketPreviousClose: price - 1.5,
    regularMarketDayHigh: price + 1,
    regularMarketDayLow: price - 2,
    regularMarketTime: 1_795_000_000,
    fiftyTwoWeekLow: price - 30,
    fiftyTwoWeekHigh: price + 10,
    marketCap: price * 1e9,
    trailingPE: 30,
    marketState: "CLOSED",
    exchange: "NMS",
    exchangeTimezoneName: "America/New_York",
    fullExchangeName: "NasdaqGS",
  };
}

const priceBySymbol: Record<string, number> = { AAPL: 201, MSFT: 402, NVDA: 103, "BRK-B": 504 };

/** Symbols that are not traded any more. */
const placeholders: Record<string, Record<string, unknown>> = {
  TWTR: {
    symbol: "TWTR",
    quoteType: "MUTUALFUND",
    exchange: "YHD",
    exchangeTimezoneName: "America/New_York",
    regularMarketTime: 1_666_915_201,
  },
};

type Answer = (id: string, query: URLSearchParams) => unknown;

const endpoints: [RegExp, Answer][] = [
  [/^\/v7\/finance\/quote$/, (_, query) => quotes(query.get("symbols")?.split(",") ?? [])],
  [/^\/v1\/finance\/search$/, (_, query) => search(query)],
  [/^\/v8\/finance\/chart\/(.+)$/, (symbol) => chart(symbol)],
  [/^\/v10\/finance\/quoteSummary\/(.+)$/, (_, query) => quoteSummary(query.getAll("modules"))],
  [/\/finance\/timeseries\/(.+)$/, (_, query) => timeseries(query.get("type")?.split(",") ?? [])],
  [/^\/v7\/finance\/options\/(.+)$/, (symbol, query) => optionChain(symbol, query.get("date"))],
];

/** Responses of a market with three companies; undefined for other paths. */
export function sampleMarket(path: string, query: URLSearchParams): unknown {
  for (const [pattern, answer] of endpoints) {
    const hit = pattern.exec(path);
    if (hit) return answer(decodeURIComponent(hit[1] ?? ""), query);
  }
  return undefined;
}

function quotes(symbols: string[]) {
  const result = symbols.flatMap((symbol) => {
    if (symbol in placeholders) return [placeholders[symbol]];
    const price = priceBySymbol[symbol];
    return price === undefined ? [] : [yahooQuote(symbol, price)];
  });
  return { quoteResponse: { result, error: null } };
}

function search(query: URLSearchParams) {
  const text = query.get("q") ?? "";
  const symbols = Object.keys(priceBySymbol).filter((s) => s[0] === text[0]?.toUpperCase());
  const found = symbols.map((symbol) => ({
    symbol,
    longname: `${symbol} Inc.`,
    exchDisp: "NASDAQ",
    quoteType: "EQUITY",
    isYahooFinance: true,
  }));
  const unlisted = { index: "x", name: "A private company", permalink: "x", isYahooFinance: false };
  const asked = Number(query.get("newsCount"));
  return { quotes: [...found, unlisted], news: headlines.slice(0, asked) };
}

const headlines = [
  {
    uuid: "1",
    title: "Shares\nrise\u0000 after results",
    publisher: "A Paper",
    link: "https://news.example/1",
    providerPublishTime: 1_795_000_000,
  },
  { uuid: "2", title: "No address", publisher: "B", link: "javascript:alert(1)" },
  { uuid: "3", title: "Old news", publisher: "C", link: "https://news.example/3" },
];

/** Five days; trading was halted on the third. */
function chart(symbol: string) {
  const start = 1_794_825_000;
  const timestamp = [0, 1, 2, 3, 4].map((day) => start + day * 86_400);
  const close = [100, 102, null, 99, 110];
  const by = (offset: number) => close.map((c) => c === null ? null : c + offset);
  const quote = [{ open: by(-1), high: by(2), low: by(-3), close, volume: by(1_000) }];
  const meta = {
    symbol,
    currency: "USD",
    instrumentType: "EQUITY",
    exchangeTimezoneName: "America/New_York",
    firstTradeDate: 345_479_400,
    validRanges: ["1d", "5d"],
  };
  return { chart: { result: [{ meta, timestamp, indicators: { quote } }], error: null } };
}
