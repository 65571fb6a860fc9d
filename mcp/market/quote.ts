import { z } from "zod";
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
  /** Change from the previous close, in `currency` and in percent. */
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
}

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
});

/** The quote of `symbol`; undefined when Yahoo does not know the symbol or has no price. */
export function readQuote(
  market: MarketGateway,
  symbol: string,
  signal: AbortSignal,
): Promise<Quote | undefined> {
  return market.read({
    kind: "quote",
    key: symbol,
    load: (yahoo, options) => yahoo.quote(symbol, {}, options),
    parse: (raw) => raw === undefined ? undefined : toQuote(yahooQuote.parse(raw)),
  }, signal);
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
    changePercent: q.regularMarketChangePercent,
    previousClose: q.regularMarketPreviousClose,
    dayHigh: q.regularMarketDayHigh,
    dayLow: q.regularMarketDayLow,
    volume: q.regularMarketVolume,
    marketCap: q.marketCap,
    trailingPE: q.trailingPE,
    fiftyTwoWeekHigh: q.fiftyTwoWeekHigh,
    fiftyTwoWeekLow: q.fiftyTwoWeekLow,
    marketState: q.marketState,
    exchange: q.fullExchangeName ?? q.exchange,
    at: q.regularMarketTime,
  };
}
