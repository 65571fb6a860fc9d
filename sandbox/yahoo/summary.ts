import { chanceOf, within } from "./chance.ts";
import { betaOf, earningsPerShare, growthOf, reportCurrency, yearly } from "./figures.ts";
import { firstTradeOf, quoteOf } from "./quote.ts";
import type { Json } from "../model/types.ts";
import type { Answer } from "./answer.ts";
import type { Sample } from "./sample.ts";
import { sectors } from "./sectors.ts";

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

/** A ratio of two figures; undefined if one is not reported. */
const share = (part: number | null, whole: number): number | undefined =>
  part === null ? undefined : round(part / whole);

function financialData(sample: Sample, quote: Json): Json {
  const price = Number(quote.regularMarketPrice);
  const opinion = chanceOf(`${sample.symbol}:opinion`);
  const mean = 1.02 + 0.16 * opinion;
  const year = yearly(sample);
  return {
    maxAge: 86_400,
    currentPrice: price,
    financialCurrency: reportCurrency(sample),
    targetHighPrice: round(price * (mean + 0.2)),
    targetLowPrice: round(price * (mean - 0.28)),
    targetMeanPrice: round(price * mean),
    targetMedianPrice: round(price * (mean - 0.01)),
    recommendationMean: round(2.8 - 1.3 * opinion),
    recommendationKey: opinion > 0.25 ? "buy" : "hold",
    numberOfAnalystOpinions: 8 + Math.floor(40 * chanceOf(`${sample.symbol}:analysts`)),
    totalCash: year.cash,
    totalDebt: year.debt,
    totalRevenue: year.revenue,
    ...(year.gross !== null && { ebitda: year.operating + year.depreciation }),
    debtToEquity: year.debtToEquity === null ? undefined : round(year.debtToEquity),
    currentRatio: year.currentRatio === null ? undefined : round(year.currentRatio),
    returnOnAssets: share(year.net, year.assets),
    returnOnEquity: share(year.net, year.equity),
    freeCashflow: Math.round(year.freeCash),
    operatingCashflow: Math.round(year.operatingCash),
    revenueGrowth: round(growthOf(sample)),
    // Yahoo's gross margin of a bank is 0, although it has none.
    grossMargins: share(year.gross, year.revenue) ?? 0,
    operatingMargins: share(year.operating, year.revenue),
    profitMargins: share(year.net, year.revenue),
  };
}

function companyStatistics(sample: Sample, quote: Json): Json {
  const year = yearly(sample);
  const rate = sample.reports?.rate ?? 1;
  const eps = earningsPerShare(sample);
  const price = Number(quote.regularMarketPrice) / sample.venue.perUnit;
  const value = Number(quote.marketCap);
  const forwardEps = eps > 0 ? eps * 1.1 : eps * 0.7;
  return {
    enterpriseValue: Math.round(value + (year.debt - year.cash) / rate),
    // Yahoo gives a negative ratio for an expected loss.
    forwardPE: round(price / forwardEps),
    profitMargins: share(year.net, year.revenue),
    bookValue: round(year.equity / rate / sample.shares),
    priceToBook: round(value / (year.equity / rate)),
    trailingEps: round(eps),
    forwardEps: round(forwardEps),
    netIncomeToCommon: Math.round(year.net),
    heldPercentInstitutions: round(0.2 + 0.65 * chanceOf(`${sample.symbol}:institutions`)),
    shortPercentOfFloat: round(0.004 + 0.05 * chanceOf(`${sample.symbol}:short`)),
  };
}

function keyStatistics(sample: Sample, quote: Json): Json {
  const { split, splitDay } = sample;
  return {
    maxAge: 1,
    priceHint: quote.priceHint,
    ...(sample.revenue > 0 && { ...companyStatistics(sample, quote), beta: round(betaOf(sample)) }),
    ...(sample.shares > 0 && { sharesOutstanding: sample.shares }),
    category: null,
    fundFamily: null,
    legalType: null,
    lastSplitFactor: split ? `${split.numerator}:${split.denominator}` : null,
    ...(splitDay !== null && { lastSplitDate: splitDay * 86_400 }),
  };
}

const trend = (symbol: string): Json => ({
  trend: ["0m", "-1m", "-2m", "-3m"].map((period, i) => ({
    period,
    strongBuy: 8 + i,
    buy: 14 + Math.floor(6 * chanceOf(`${symbol}:${period}`)),
    hold: 9,
    sell: 2,
    strongSell: 1,
  })),
  maxAge: 86_400,
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
  recommendationTrend: (sample) => trend(sample.symbol),
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
