import { z } from "zod";
import type { MarketGateway } from "./gateway.ts";
import { block, figure, instant, label, listOf, text } from "./shapes.ts";

/** Profile and key figures of a company. Ratios are fractions (0.25 is 25 %). */
export type CompanyProfile = z.output<typeof profile>;

const profile = z.object({
  assetProfile: block({
    sector: label,
    industry: label,
    country: label,
    website: label,
    fullTimeEmployees: figure,
    longBusinessSummary: text(1_500),
  }),
  summaryDetail: block({
    marketCap: figure,
    trailingPE: figure,
    dividendYield: figure,
    payoutRatio: figure,
  }),
  defaultKeyStatistics: block({
    enterpriseValue: figure,
    forwardPE: figure,
    priceToBook: figure,
    beta: figure,
    sharesOutstanding: figure,
    trailingEps: figure,
    forwardEps: figure,
    heldPercentInstitutions: figure,
    shortPercentOfFloat: figure,
  }),
  financialData: block({
    totalRevenue: figure,
    revenueGrowth: figure,
    grossMargins: figure,
    operatingMargins: figure,
    profitMargins: figure,
    returnOnEquity: figure,
    debtToEquity: figure,
    currentRatio: figure,
    freeCashflow: figure,
    financialCurrency: label,
  }),
});

/** Ratings and price targets of a company. */
export type AnalystViews = z.output<typeof analysts>;

const rating = z.object({
  period: z.string(),
  strongBuy: z.number(),
  buy: z.number(),
  hold: z.number(),
  sell: z.number(),
  strongSell: z.number(),
});

const ratingChange = z.object({
  epochGradeDate: instant,
  firm: label,
  fromGrade: label,
  toGrade: label,
  action: label,
});

const analysts = z.object({
  financialData: block({
    currentPrice: figure,
    targetLowPrice: figure,
    targetMeanPrice: figure,
    targetMedianPrice: figure,
    targetHighPrice: figure,
    recommendationMean: figure,
    recommendationKey: label,
    numberOfAnalystOpinions: figure,
  }),
  recommendationTrend: block({ trend: listOf(rating) }),
  upgradeDowngradeHistory: block({ history: listOf(ratingChange) }),
});

/** Profile and key figures of `symbol`. Missing values are null. */
export function readProfile(
  market: MarketGateway,
  symbol: string,
  signal: AbortSignal,
): Promise<CompanyProfile> {
  return market.read({
    kind: "company",
    key: `profile:${symbol}`,
    load: (yahoo, options) =>
      yahoo.quoteSummary(symbol, {
        modules: ["assetProfile", "summaryDetail", "defaultKeyStatistics", "financialData"],
      }, options),
    parse: (raw) => profile.parse(raw),
  }, signal);
}

/** Ratings and price targets of `symbol`. Missing values are null or empty lists. */
export function readAnalystViews(
  market: MarketGateway,
  symbol: string,
  signal: AbortSignal,
): Promise<AnalystViews> {
  return market.read({
    kind: "company",
    key: `analysts:${symbol}`,
    load: (yahoo, options) =>
      yahoo.quoteSummary(symbol, {
        modules: ["financialData", "recommendationTrend", "upgradeDowngradeHistory"],
      }, options),
    parse: (raw) => analysts.parse(raw),
  }, signal);
}
