import { yearly } from "./figures.ts";
import { moneyOf, quoteOf } from "./quote.ts";
import { chanceOf } from "./series.ts";
import type { Json } from "../model/types.ts";
import type { Answer } from "./answer.ts";
import type { Sample } from "./series.ts";

const round = (value: number) => Math.round(value * 10_000) / 10_000;

function pick(quote: Json, keys: readonly string[]): Json {
  return Object.fromEntries(keys.filter((key) => key in quote).map((key) => [key, quote[key]]));
}

const profile = (sample: Sample): Json => ({
  maxAge: 86_400,
  companyOfficers: [],
  sector: sample.sector,
  industry: `${sample.sector} (sample)`,
  country: "United States",
  website: "https://example.invalid",
  longBusinessSummary: `Sample data for ${sample.name}. The numbers are made up.`,
  fullTimeEmployees: Math.round(sample.revenue / 2_500_000),
});

function financialData(sample: Sample, quote: Json): Json {
  const year = yearly(sample);
  const price = Number(quote.regularMarketPrice);
  return {
    maxAge: 86_400,
    currentPrice: price,
    targetHighPrice: round(price * 1.3),
    targetLowPrice: round(price * 0.8),
    targetMeanPrice: round(price * 1.08),
    targetMedianPrice: round(price * 1.07),
    recommendationMean: 2,
    recommendationKey: "buy",
    numberOfAnalystOpinions: 30,
    totalCash: year.cash,
    totalDebt: year.debt,
    totalRevenue: year.revenue,
    ebitda: year.operating * 1.1,
    debtToEquity: round((year.debt / year.equity) * 100),
    returnOnAssets: round(year.net / year.assets),
    returnOnEquity: round(year.net / year.equity),
    freeCashflow: year.freeCash,
    operatingCashflow: year.operatingCash,
    revenueGrowth: round(0.02 + 0.15 * chanceOf(`${sample.symbol}:growth`)),
    grossMargins: round(year.gross / year.revenue),
    operatingMargins: round(year.operating / year.revenue),
    profitMargins: round(year.net / year.revenue),
    financialCurrency: moneyOf(sample).books,
  };
}

function keyStatistics(sample: Sample, quote: Json): Json {
  const year = yearly(sample);
  return {
    maxAge: 1,
    priceHint: 2,
    enterpriseValue: Number(quote.marketCap) + year.debt - year.cash,
    forwardPE: round(Number(quote.regularMarketPrice) / moneyOf(sample).perUnit / (year.eps * 1.1)),
    profitMargins: round(year.net / year.revenue),
    sharesOutstanding: sample.shares,
    beta: round(0.8 + 0.8 * chanceOf(`${sample.symbol}:beta`)),
    bookValue: round(year.equity / sample.shares),
    priceToBook: round(Number(quote.marketCap) / year.equity),
    trailingEps: round(year.eps),
    forwardEps: round(year.eps * 1.1),
    netIncomeToCommon: year.net,
    category: null,
    fundFamily: null,
    legalType: null,
    lastSplitFactor: null,
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
    priceHint: 2,
    exchangeName: quote.fullExchangeName,
    currencySymbol: quote.currency === "USD" ? "$" : quote.currency,
    underlyingSymbol: null,
    lastMarket: null,
    fromCurrency: null,
    toCurrency: null,
  }),
  summaryDetail: (sample, quote) => ({
    ...pick(quote, [...ranged, ...day, "marketCap", "bid", "ask", "regularMarketVolume"]),
    previousClose: quote.regularMarketPreviousClose,
    open: quote.regularMarketOpen,
    dayLow: quote.regularMarketDayLow,
    dayHigh: quote.regularMarketDayHigh,
    volume: quote.regularMarketVolume,
    averageVolume: quote.averageDailyVolume3Month,
    dividendYield: round(0.02 * chanceOf(`${sample.symbol}:dividend`)),
    beta: round(0.8 + 0.8 * chanceOf(`${sample.symbol}:beta`)),
    maxAge: 1,
    priceHint: 2,
    currency: moneyOf(sample).currency,
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
    firstTradeDateEpochUtc: 345_479_400,
    timeZoneFullName: "America/New_York",
    timeZoneShortName: "EST",
    uuid: "00000000-0000-4000-8000-000000000000",
    messageBoardId: quote.messageBoardId,
    maxAge: 1,
  }),
  calendarEvents: (_, _quote, now) => {
    const next = Math.floor(now / 1_000 / 7_776_000 + 1) * 7_776_000;
    return { maxAge: 1, earnings: { earningsCallDate: [], earningsDate: [next] } };
  },
};

/** Yahoo's quoteSummary answer: the requested modules that have sample data. */
export function summaryOf(sample: Sample, query: URLSearchParams, now: number): Answer {
  const quote = quoteOf(sample, now);
  const asked = (query.get("modules") ?? "").split(",").filter((name) => name in modules);
  const result = Object.fromEntries(
    asked.map((name) => [name, modules[name]?.(sample, quote, now)]),
  );
  return { body: { quoteSummary: { result: [result], error: null } } };
}
