import { z } from "zod";
import type { MarketGateway } from "./gateway.ts";
import { exactFigure, figure, instant, listOf } from "./shapes.ts";

/** A listed option. Prices are in the underlying's currency, volatility is a fraction per year. */
export type OptionContract = z.output<typeof contract>;

/** The options of one symbol that expire on one day. */
export interface OptionChain {
  /** All expiration days of the symbol. */
  expirations: Date[];
  expiration: Date;
  calls: OptionContract[];
  puts: OptionContract[];
}

const contract = z.object({
  strike: exactFigure,
  lastPrice: figure,
  bid: figure,
  ask: figure,
  volume: figure,
  openInterest: figure,
  impliedVolatility: figure,
  inTheMoney: z.boolean().catch(false),
});

const day = z.object({
  expirationDate: instant.pipe(z.date()),
  calls: listOf(contract),
  puts: listOf(contract),
});

const answer = z.object({
  expirationDates: listOf(instant.pipe(z.date())),
  options: listOf(day),
});

/** The chain of `symbol` for `expiration`, or for the next one; undefined when there is none. */
export function readOptionChain(
  market: MarketGateway,
  symbol: string,
  expiration: Date | undefined,
  signal: AbortSignal,
): Promise<OptionChain | undefined> {
  return market.read({
    kind: "options",
    key: `${symbol}:${expiration?.toISOString() ?? "next"}`,
    load: (yahoo, options) =>
      yahoo.options(symbol, expiration ? { date: expiration } : {}, options),
    parse(raw) {
      const { expirationDates, options: [first] } = answer.parse(raw);
      if (!first) return undefined;
      const { expirationDate, calls, puts } = first;
      return { expirations: expirationDates, expiration: expirationDate, calls, puts };
    },
  }, signal);
}
