import { barsBetween, lastTwo } from "./series.ts";
import type { Json } from "../model/types.ts";
import type { Sample } from "./series.ts";

const dollars = { currency: "USD", books: "USD", perUnit: 1 };
const exchanges = {
  NMS: { name: "NasdaqGS", source: "Nasdaq Real Time Price", ...dollars },
  NYQ: { name: "NYSE", source: "Delayed Quote", ...dollars },
  PCX: { name: "NYSEArca", source: "Delayed Quote", ...dollars },
  // For London, Yahoo returns prices in pence, and market values and books in pounds.
  LSE: { name: "LSE", source: "Delayed Quote", currency: "GBp", books: "GBP", perUnit: 100 },
  NSI: { name: "NSE", source: "Delayed Quote", currency: "INR", books: "INR", perUnit: 1 },
};

/** Currency of a sample's prices, currency of its books, and units of the first in one of the second. */
export const moneyOf = (sample: Sample) => exchanges[sample.exchange];

/** A sample's market value at this price, in the currency of its books. */
export const marketCapOf = (sample: Sample, price: number): number =>
  Math.round((sample.shares * price) / moneyOf(sample).perUnit);

/** The full name of a sample's exchange. */
export const exchangeName = (sample: Sample): string => exchanges[sample.exchange].name;

/** Yahoo's name of a sample's kind. */
export const typeOf = ({ kind }: Sample): string =>
  ({ EQUITY: "Equity", ETF: "ETF", INDEX: "Index" })[kind];

const round = (value: number) => Math.round(value * 10_000) / 10_000;

/** Extremes and averages of the year before `now`. */
export function yearOf(sample: Sample, now: number) {
  const bars = barsBetween(sample, now / 1_000 - 365 * 86_400, now / 1_000);
  const mean = (count: number) => {
    const part = bars.slice(-count);
    return round(part.reduce((sum, bar) => sum + bar.close, 0) / part.length);
  };
  const volume = Math.round(bars.slice(-63).reduce((sum, bar) => sum + bar.volume, 0) / 63);
  return {
    low: Math.min(...bars.map((bar) => bar.low)),
    high: Math.max(...bars.map((bar) => bar.high)),
    fifty: mean(50),
    twoHundred: mean(200),
    volume,
  };
}

/** An entry of Yahoo's quote answer. `now` in milliseconds. */
export function quoteOf(sample: Sample, now: number): Json {
  const [bar, previous] = lastTwo(sample, now);
  const year = yearOf(sample, now);
  const change = round(bar.close - previous.close);
  return {
    language: "en-US",
    region: "US",
    quoteType: sample.kind,
    typeDisp: typeOf(sample),
    quoteSourceName: exchanges[sample.exchange].source,
    triggerable: true,
    customPriceAlertConfidence: "HIGH",
    currency: moneyOf(sample).currency,
    financialCurrency: moneyOf(sample).books,
    exchange: sample.exchange,
    shortName: sample.name,
    longName: sample.name,
    messageBoardId: `finmb_${sample.symbol}`,
    exchangeTimezoneName: "America/New_York",
    exchangeTimezoneShortName: "EST",
    gmtOffSetMilliseconds: -18_000_000,
    market: "us_market",
    esgPopulated: false,
    marketState: "CLOSED",
    regularMarketChange: change,
    regularMarketChangePercent: round((change / previous.close) * 100),
    regularMarketTime: bar.time,
    regularMarketPrice: bar.close,
    regularMarketDayHigh: bar.high,
    regularMarketDayRange: `${bar.low} - ${bar.high}`,
    regularMarketDayLow: bar.low,
    regularMarketVolume: bar.volume,
    regularMarketPreviousClose: previous.close,
    regularMarketOpen: bar.open,
    bid: round(bar.close - 0.02),
    ask: round(bar.close + 0.02),
    bidSize: 2,
    askSize: 3,
    fullExchangeName: exchangeName(sample),
    averageDailyVolume3Month: year.volume,
    averageDailyVolume10Day: year.volume,
    fiftyTwoWeekLow: year.low,
    fiftyTwoWeekHigh: year.high,
    fiftyTwoWeekRange: `${year.low} - ${year.high}`,
    fiftyTwoWeekLowChange: round(bar.close - year.low),
    fiftyTwoWeekHighChange: round(bar.close - year.high),
    fiftyDayAverage: year.fifty,
    twoHundredDayAverage: year.twoHundred,
    ...(sample.shares > 0 && {
      sharesOutstanding: sample.shares,
      marketCap: marketCapOf(sample, bar.close),
    }),
    ...(sample.revenue > 0 &&
      { trailingPE: round(marketCapOf(sample, bar.close) / (sample.revenue * 0.22)) }),
    sourceInterval: 15,
    exchangeDataDelayedBy: 0,
    tradeable: false,
    cryptoTradeable: false,
    hasPrePostMarketData: true,
    firstTradeDateMilliseconds: 345_479_400_000,
    priceHint: 2,
    symbol: sample.symbol,
  };
}
