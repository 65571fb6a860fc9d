import { z } from "zod";
import { daysIn, timeZone } from "./exchange-day.ts";
import type { MarketGateway } from "./gateway.ts";
import { figure, instant, label } from "./shapes.ts";

/** Latest regular-session price of a symbol, with related figures. */
export interface Quote {
  symbol: string;
  name: string | null;
  /** Type in Yahoo's terms: EQUITY, ETF, MUTUALFUND, INDEX, CURRENCY, CRYPTOCURRENCY, FUTURE, OPTION. */
  type: string | null;
  /** In `currency`, which may be a minor unit; see currency.ts. */
  price: number;
  currency: string | null;
  /** Currency of the company's reports. */
  financialCurrency: string | null;
  /** Change from the previous close, in `currency` and in percent; the latter is null after a close of zero or less. */
  change: number | null;
  changePercent: number | null;
  previousClose: number | null;
  dayHigh: number | null;
  dayLow: number | null;
  volume: number | null;
  /** In `amountCurrency(currency)`. */
  marketCap: number | null;
  trailingPE: number | null;
  fiftyTwoWeekHigh: number | null;
  fiftyTwoWeekLow: number | null;
  marketState: string | null;
  exchange: string | null;
  /** Time of the price. */
  at: Date | null;
  /** Time zone of the exchange. */
  timeZone: string | null;
}

/** What Yahoo has under a symbol. */
export type Listing =
  | { kind: "quoted"; quote: Quote }
  /** A placeholder of a symbol that is not traded any more. The day is null when Yahoo does not say it. */
  | { kind: "delisted"; lastDay: string | null }
  | { kind: "unknown" };

/** Yahoo's exchange of symbols that are not traded any more. */
const delistedExchange = "YHD";

const yahooQuote = z.object({
  symbol: z.string(),
  longName: label,
  shortName: label,
  quoteType: label,
  currency: label,
  financialCurrency: label,
  regularMarketPrice: figure,
  regularMarketChange: figure,
  regularMarketChangePercent: figure,
  regularMarketPreviousClose: figure,
  regularMarketDayHigh: figure,
  regularMarketDayLow: figure,
  regularMarketVolume: figure,
  regularMarketTime: instant,
  marketCap: figure,
  trailingPE: figure,
  fiftyTwoWeekHigh: figure,
  fiftyTwoWeekLow: figure,
  marketState: label,
  fullExchangeName: label,
  exchange: label,
  exchangeTimezoneName: timeZone,
});

/** What Yahoo has under `symbol`. */
export function readListing(
  market: MarketGateway,
  symbol: string,
  signal: AbortSignal,
): Promise<Listing> {
  return market.read({
    kind: "quote",
    key: symbol,
    load: (yahoo, options) => yahoo.quote(symbol, {}, options),
    parse: (raw) => raw === undefined ? { kind: "unknown" } : toListing(yahooQuote.parse(raw)),
  }, signal);
}

function toListing(q: z.output<typeof yahooQuote>): Listing {
  if (q.exchange === delistedExchange) {
    const at = q.regularMarketTime;
    return { kind: "delisted", lastDay: at && daysIn(q.exchangeTimezoneName)(at) };
  }
  const quote = toQuote(q);
  return quote ? { kind: "quoted", quote } : { kind: "unknown" };
}

function toQuote(q: z.output<typeof yahooQuote>): Quote | undefined {
  if (q.regularMarketPrice === null) return undefined;
  return {
    symbol: q.symbol,
    name: q.longName ?? q.shortName,
    type: q.quoteType,
    price: q.regularMarketPrice,
    currency: q.currency,
    financialCurrency: q.financialCurrency,
    change: q.regularMarketChange,
    changePercent: hasBase(q) ? q.regularMarketChangePercent : null,
    previousClose: q.regularMarketPreviousClose,
    dayHigh: q.regularMarketDayHigh,
    dayLow: q.regularMarketDayLow,
    volume: isTradedInVolumes(q.quoteType) ? q.regularMarketVolume : null,
    marketCap: q.marketCap,
    trailingPE: q.trailingPE,
    fiftyTwoWeekHigh: q.fiftyTwoWeekHigh,
    fiftyTwoWeekLow: q.fiftyTwoWeekLow,
    marketState: q.marketState,
    exchange: q.fullExchangeName ?? q.exchange,
    at: q.regularMarketTime,
    timeZone: q.exchangeTimezoneName,
  };
}

/** Whether a change in percent of the previous close means anything: oil closed below zero in 2020. */
const hasBase = ({ regularMarketPreviousClose: base }: z.output<typeof yahooQuote>) =>
  base === null || base > 0;

/** Currency pairs have no volume; Yahoo gives 0. */
export const isTradedInVolumes = (type: string | null): boolean => type !== "CURRENCY";
