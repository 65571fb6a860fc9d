import { within } from "./chance.ts";
import { betaOf, earningsPerShare } from "./figures.ts";
import { ratingsOf, trendOf } from "./opinions.ts";
import { firstTradeOf, quoteOf } from "./quote.ts";
import type { Json } from "../model/types.ts";
import type { Answer } from "./answer.ts";
import type { Sample } from "./sample.ts";
import { sectors } from "./sectors.ts";
import { financialData, keyStatistics } from "./statistics.ts";

const round = (value: number) => Math.round(value * 10_000) / 10_000;

function pick(quote: Json, keys: readonly string[]): Json {
  return Object.fromEntries(keys.filter((key) => key in quote).map((key) => [key, quote[key]]));
}

const profile = (sample: Sample): Json => ({
  maxAge: 86_400,
  companyOfficers: [],
  sector: sample.sector,
  industry: sample.sector && sectors[sample.sector].industry,
  country: sample.country,
  website: "https://example.invalid",
  longBusinessSummary: `Sample data for ${sample.name}. The numbers are made up.`,
  fullTimeEmployees: Math.round(
    Math.min(sample.revenue / 120_000, within([8_000, 260_000], `${sample.symbol}:employees`)),
  ),
});

type Module = (sample: Sample, quote: Json, now: number) => Json;

const priced = [
  "regularMarketPrice",
  "regularMarketTime",
  "regularMarketChange",
  "regularMarketVolume",
];
const ranged = [
  "fiftyTwoWeekLow",
  "fiftyTwoWeekHigh",
  "fiftyDayAverage",
  "twoHundredDayAverage",
  "trailingPE",
];
const day = [
  "regularMarketOpen",
  "regularMarketDayHigh",
  "regularMarketDayLow",
  "regularMarketPreviousClose",
];

/** Dividends of the last year against price and earnings; a loss-maker has no payout ratio. */
function paidOf(sample: Sample, quote: Json): Json {
  const paid = Number(quote.trailingAnnualDividendRate ?? 0);
  if (paid === 0) return {};
  const eps = earningsPerShare(sample);
  return {
    dividendRate: paid,
    dividendYield: quote.trailingAnnualDividendYield,
    ...(eps > 0 && { payoutRatio: round(paid / sample.venue.perUnit / eps) }),
  };
}

const modules: Record<string, Module> = {
  price: (_, quote) => ({
    ...pick(quote, [
      ...priced,
      ...day,
      "symbol",
      "quoteType",
      "currency",
      "exchange",
      "marketState",
    ]),
    ...pick(quote, ["shortName", "longName", "marketCap"]),
    maxAge: 1,
    priceHint: quote.priceHint,
    exchangeName: quote.fullExchangeName,
    currencySymbol: quote.currency === "USD" ? "$" : quote.currency,
    underlyingSymbol: null,
    lastMarket: null,
    fromCurrency: null,
    toCurrency: null,
  }),
  summaryDetail: (sample, quote) => ({
    ...paidOf(sample, quote),
    ...pick(quote, [...ranged, ...day, "marketCap", "bid", "ask", "regularMarketVolume"]),
    previousClose: quote.regularMarketPreviousClose,
    open: quote.regularMarketOpen,
    dayLow: quote.regularMarketDayLow,
    dayHigh: quote.regularMarketDayHigh,
    volume: quote.regularMarketVolume,
    averageVolume: quote.averageDailyVolume3Month,
    ...(sample.revenue > 0 && { beta: round(betaOf(sample)) }),
    maxAge: 1,
    priceHint: quote.priceHint,
    currency: sample.venue.currency,
    algorithm: null,
    tradeable: false,
    fromCurrency: null,
    lastMarket: null,
  }),
  assetProfile: profile,
  summaryProfile: profile,
  financialData,
  defaultKeyStatistics: keyStatistics,
  recommendationTrend: trendOf,
  upgradeDowngradeHistory: (sample, _, now) => ratingsOf(sample, now),
  quoteType: (sample, quote) => ({
    ...pick(quote, [
      "exchange",
      "quoteType",
      "symbol",
      "shortName",
      "longName",
      "gmtOffSetMilliseconds",
    ]),
    underlyingSymbol: sample.symbol,
    firstTradeDateEpochUtc: firstTradeOf(sample),
    timeZoneFullName: quote.exchangeTimezoneName,
    timeZoneShortName: quote.exchangeTimezoneShortName,
    uuid: "00000000-0000-4000-8000-000000000000",
    messageBoardId: quote.messageBoardId,
    maxAge: 1,
  }),
  calendarEvents: (_, _quote, now) => {
    const next = Math.floor(now / 1_000 / 7_776_000 + 1) * 7_776_000;
    return { maxAge: 1, earnings: { earningsCallDate: [], earningsDate: [next] } };
  },
};

/** Modules that only companies have. */
const ofCompanies = new Set([
  "assetProfile",
  "summaryProfile",
  "financialData",
  "recommendationTrend",
  "upgradeDowngradeHistory",
  "calendarEvents",
]);

/** Yahoo's quoteSummary answer: the requested modules that the sample has, or an error if it has none of them. */
export function summaryOf(sample: Sample, query: URLSearchParams, now: number): Answer {
  const quote = quoteOf(sample, now);
  const asked = (query.get("modules") ?? "").split(",").filter((name) =>
    name in modules && (sample.revenue > 0 || !ofCompanies.has(name))
  );
  if (asked.length === 0) {
    const description = `No fundamentals data found for symbol: ${sample.symbol}`;
    const error = { code: "Not Found", description };
    return { status: 404, body: { quoteSummary: { result: null, error } } };
  }
  const result = Object.fromEntries(
    asked.map((name) => [name, modules[name]?.(sample, quote, now)]),
  );
  return { body: { quoteSummary: { result: [result], error: null } } };
}
