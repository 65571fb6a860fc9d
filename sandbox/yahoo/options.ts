import { quoteOf } from "./quote.ts";
import type { Json } from "../model/types.ts";
import type { Answer } from "./answer.ts";
import type { Sample } from "./sample.ts";

const daySeconds = 86_400;

/** The next three Fridays after `now` (seconds). */
function expirations(now: number): number[] {
  const today = Math.floor(now / daySeconds);
  // 1970 began on a Thursday.
  const friday = today + 1 + ((8 - ((today + 1) % 7)) % 7);
  return [0, 7, 14].map((days) => (friday + days) * daySeconds);
}

function contract(
  sample: Sample,
  kind: "C" | "P",
  strike: number,
  price: number,
  expiration: number,
): Json {
  const inner = Math.max(kind === "C" ? price - strike : strike - price, 0);
  const date = new Date(expiration * 1_000).toISOString().slice(2, 10).replaceAll("-", "");
  const lastPrice = Math.round((inner + price * 0.02) * 100) / 100;
  return {
    contractSymbol: `${sample.symbol}${date}${kind}${
      String(Math.round(strike * 1_000)).padStart(8, "0")
    }`,
    strike,
    currency: sample.venue.currency,
    lastPrice,
    change: 0,
    percentChange: 0,
    volume: 100,
    openInterest: 1_000,
    bid: lastPrice - 0.05,
    ask: lastPrice + 0.05,
    contractSize: "REGULAR",
    expiration,
    lastTradeDate: expiration - 7 * daySeconds,
    impliedVolatility: 0.3,
    inTheMoney: inner > 0,
  };
}

/** Whether options of a sample are listed: those of shares and funds of New York. */
export const hasOptions = ({ kind, venue }: Sample): boolean =>
  venue.zone === "America/New_York" && (kind === "EQUITY" || kind === "ETF");

/** Yahoo's options answer: five strikes around the price, for the requested or the next Friday. */
export function optionsOf(sample: Sample, query: URLSearchParams, now: number): Answer {
  const quote = quoteOf(sample, now);
  const price = Number(quote.regularMarketPrice);
  const expirationDates = hasOptions(sample) ? expirations(now / 1_000) : [];
  const asked = Number(query.get("date") ?? expirationDates[0]);
  const strikes = expirationDates.length === 0
    ? []
    : [0.9, 0.95, 1, 1.05, 1.1].map((share) => Math.round(price * share));
  const chain = (kind: "C" | "P") =>
    strikes.map((strike) => contract(sample, kind, strike, price, asked));
  const known = expirationDates.includes(asked);
  const options = known
    ? [{ expirationDate: asked, hasMiniOptions: false, calls: chain("C"), puts: chain("P") }]
    : [];
  const underlyingSymbol = sample.symbol;
  const result = {
    underlyingSymbol,
    expirationDates,
    strikes,
    hasMiniOptions: false,
    quote,
    options,
  };
  return { body: { optionChain: { result: [result], error: null } } };
}
