import type { Json } from "../model/types.ts";
import { priced, priceHint } from "./bar.ts";
import { dividendsBetween } from "./events.ts";
import { earningsPerShare, reportCurrency } from "./figures.ts";
import { isDelisted, type Sample } from "./sample.ts";
import { barsBetween, lastTwo } from "./series.ts";
import { dayIn, instantOf, offsetAt, shortNameAt } from "./zones.ts";

/** A sample's market value at this price, in the currency of amounts. */
export const marketCapOf = (sample: Sample, price: number): number =>
  Math.round((sample.shares * price) / sample.venue.perUnit);

/** Yahoo's name of a sample's kind. */
export const typeOf = ({ kind }: Pick<Sample, "kind">): string =>
  ({
    EQUITY: "Equity",
    ETF: "ETF",
    INDEX: "Index",
    CURRENCY: "Currency",
    CRYPTOCURRENCY: "Cryptocurrency",
    FUTURE: "Futures",
  })[kind];

const round = (value: number) => Math.round(value * 10_000) / 10_000;

/** Extremes and averages of the year before `now`. */
export function yearOf(sample: Sample, now: number) {
  const end = Math.min(now / 1_000, (sample.lastDay + 1) * 86_400);
  const bars = barsBetween(sample, end - 365 * 86_400, end);
  const mean = (count: number) => {
    const part = bars.slice(-count);
    return round(part.reduce((sum, bar) => sum + bar.close, 0) / part.length);
  };
  const recent = bars.slice(-63);
  return {
    low: Math.min(...bars.map((bar) => bar.low)),
    high: Math.max(...bars.map((bar) => bar.high)),
    fifty: mean(50),
    twoHundred: mean(200),
    volume: Math.round(recent.reduce((sum, bar) => sum + bar.volume, 0) / recent.length),
  };
}

/** The instant of the first trade, seconds. */
export const firstTradeOf = ({ venue, firstDay }: Sample): number =>
  instantOf(venue.zone, firstDay, venue.opens);

/** Fields of an exchange in Yahoo's answers. */
function exchangeOf({ code, venue }: Sample, at: number): Json {
  return {
    exchange: code,
    fullExchangeName: venue.name,
    exchangeTimezoneName: venue.zone,
    exchangeTimezoneShortName: shortNameAt(venue.zone, at),
    gmtOffSetMilliseconds: offsetAt(venue.zone, at) * 1_000,
    market: venue.market,
    quoteSourceName: venue.source,
  };
}

/** Results and dividends of a company; empty for other samples. */
function companyOf(sample: Sample, price: number, now: number): Json {
  if (sample.revenue === 0) return {};
  const eps = earningsPerShare(sample);
  const inAmounts = price / sample.venue.perUnit;
  const day = dayIn(sample.venue.zone, now / 1_000);
  const paid = dividendsBetween(sample, day - 365, day).reduce((sum, d) => sum + d.amount, 0);
  return {
    financialCurrency: reportCurrency(sample),
    epsTrailingTwelveMonths: round(eps),
    ...(eps > 0 && { trailingPE: round(inAmounts / eps) }),
    ...(paid > 0 && {
      trailingAnnualDividendRate: round(paid),
      trailingAnnualDividendYield: round(paid / price),
      dividendYield: Math.round((paid / price) * 10_000) / 100,
    }),
  };
}

const kindFields: Partial<Record<Sample["kind"], (sample: Sample) => Json>> = {
  CRYPTOCURRENCY: ({ symbol, shares }) => ({
    fromCurrency: symbol.split("-")[0],
    toCurrency: "USD=X",
    lastMarket: "CoinMarketCap",
    circulatingSupply: shares,
  }),
  FUTURE: () => ({ contractSymbol: false }),
};

/** Yahoo's placeholder for a symbol that is not traded any more. */
function delistedQuote(sample: Sample): Json {
  const { lastDay, venue, symbol } = sample;
  const at = instantOf(venue.zone, lastDay, venue.closes);
  return {
    ...exchangeOf(sample, at),
    language: "en-US",
    region: "US",
    quoteType: "MUTUALFUND",
    typeDisp: "Fund",
    exchange: "YHD",
    fullExchangeName: "YHD",
    triggerable: false,
    marketState: "CLOSED",
    esgPopulated: false,
    tradeable: false,
    cryptoTradeable: false,
    sourceInterval: 15,
    exchangeDataDelayedBy: 0,
    regularMarketTime: at,
    symbol,
  };
}

/** An entry of Yahoo's quote answer. `now` in milliseconds. */
export function quoteOf(sample: Sample, now: number): Json {
  if (isDelisted(sample)) return delistedQuote(sample);
  const [bar, before] = lastTwo(sample, now);
  const previous = before?.close ?? sample.price;
  const year = yearOf(sample, now);
  const change = round(bar.close - previous);
  const { venue, shares } = sample;
  const inProgress = venue.live && bar.end < instantOf(venue.zone, bar.day, venue.closes);
  return {
    language: "en-US",
    region: "US",
    quoteType: sample.kind,
    typeDisp: typeOf(sample),
    triggerable: true,
    customPriceAlertConfidence: "HIGH",
    currency: venue.currency,
    ...exchangeOf(sample, now / 1_000),
    shortName: sample.name,
    longName: sample.name,
    messageBoardId: `finmb_${sample.symbol}`,
    esgPopulated: false,
    marketState: inProgress ? "REGULAR" : "CLOSED",
    regularMarketChange: change,
    regularMarketChangePercent: round((change / previous) * 100),
    regularMarketTime: bar.end,
    regularMarketPrice: bar.close,
    regularMarketDayHigh: bar.high,
    regularMarketDayRange: `${bar.low} - ${bar.high}`,
    regularMarketDayLow: bar.low,
    regularMarketVolume: bar.volume,
    regularMarketPreviousClose: previous,
    regularMarketOpen: bar.open,
    bid: priced(sample, bar.close * 0.9998),
    ask: priced(sample, bar.close * 1.0002),
    bidSize: 2,
    askSize: 3,
    averageDailyVolume3Month: year.volume,
    averageDailyVolume10Day: year.volume,
    fiftyTwoWeekLow: year.low,
    fiftyTwoWeekHigh: year.high,
    fiftyTwoWeekRange: `${year.low} - ${year.high}`,
    fiftyTwoWeekLowChange: round(bar.close - year.low),
    fiftyTwoWeekHighChange: round(bar.close - year.high),
    fiftyDayAverage: year.fifty,
    twoHundredDayAverage: year.twoHundred,
    ...(shares > 0 && { marketCap: marketCapOf(sample, bar.close) }),
    ...(shares > 0 && sample.kind !== "CRYPTOCURRENCY" && { sharesOutstanding: shares }),
    ...companyOf(sample, bar.close, now),
    ...kindFields[sample.kind]?.(sample),
    sourceInterval: 15,
    exchangeDataDelayedBy: 0,
    tradeable: false,
    cryptoTradeable: false,
    hasPrePostMarketData: venue.market === "us_market",
    firstTradeDateMilliseconds: firstTradeOf(sample) * 1_000,
    priceHint: priceHint(sample),
    symbol: sample.symbol,
  };
}
