import type { Json } from "../model/types.ts";
import { chanceOf } from "./chance.ts";
import { betaOf, earningsPerShare, growthOf, reportCurrency, yearly } from "./figures.ts";
import { targetsOf } from "./opinions.ts";
import type { Sample } from "./sample.ts";

const round = (value: number) => Math.round(value * 10_000) / 10_000;

/** A ratio of two figures; undefined if one is not reported. */
const share = (part: number | null, whole: number): number | undefined =>
  part === null ? undefined : round(part / whole);

/** Yahoo's module financialData of a company. */
export function financialData(sample: Sample, quote: Json): Json {
  const price = Number(quote.regularMarketPrice);
  const year = yearly(sample);
  return {
    maxAge: 86_400,
    currentPrice: price,
    financialCurrency: reportCurrency(sample),
    ...targetsOf(sample, price),
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

/** Yahoo's module defaultKeyStatistics. */
export function keyStatistics(sample: Sample, quote: Json): Json {
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
