import { z } from "zod";
import type { MarketGateway } from "./gateway.ts";
import { exactFigure, figure, instant, label, listOf } from "./shapes.ts";

/** Periods of a series, with their calendar days; `ytd` with its maximum. */
export const periods = {
  "1d": 1,
  "5d": 5,
  "1mo": 31,
  "3mo": 92,
  "6mo": 183,
  ytd: 366,
  "1y": 366,
  "2y": 731,
  "5y": 1_827,
  "10y": 3_653,
} as const;
/** Period of a series. */
export type Period = keyof typeof periods;

/** Intervals of a series, with the number of points of a trading day. */
export const intervals = {
  "5m": 78,
  "15m": 26,
  "1h": 7,
  "1d": 1,
  "1wk": 1 / 5,
  "1mo": 1 / 21,
} as const;
/** Interval between the points of a series. */
export type Interval = keyof typeof intervals;

/** Estimated number of points of a series, with five trading days a week and regular sessions. */
export function pointCount(period: Period, interval: Interval): number {
  const tradingDays = Math.max(1, periods[period] * 5 / 7);
  return Math.max(1, Math.round(tradingDays * intervals[interval]));
}

/** Start of `period` before `now`. */
export function startOf(period: Period, now: Date): Date {
  if (period === "ytd") return new Date(Date.UTC(now.getUTCFullYear(), 0, 1));
  // The last trading day may be before a long weekend.
  const days = period === "1d" ? 5 : periods[period];
  return new Date(now.getTime() - days * 86_400_000);
}

/** A bar of a series; prices in the series' currency. */
export interface Bar {
  at: Date;
  open: number | null;
  high: number | null;
  low: number | null;
  close: number;
  volume: number | null;
}

/** Prices of a symbol, the oldest first. */
export interface PriceHistory {
  symbol: string;
  currency: string | null;
  bars: Bar[];
}

// Yahoo sends bars without a close for halted sessions and for a session that has just started.
const bar = z.object({
  date: instant.pipe(z.date()),
  open: figure,
  high: figure,
  low: figure,
  close: exactFigure,
  volume: figure,
}).transform(({ date, ...prices }): Bar => ({ at: date, ...prices }));

const chart = z.object({
  meta: z.object({ symbol: z.string(), currency: label }),
  quotes: listOf(bar),
});

/** The series of `symbol`. An unknown symbol is a `not_found` fault. */
export function readHistory(
  market: MarketGateway,
  ask: { symbol: string; period: Period; interval: Interval },
  signal: AbortSignal,
): Promise<PriceHistory> {
  const { symbol, period, interval } = ask;
  return market.read({
    kind: "history",
    key: `${symbol}:${period}:${interval}`,
    load: (yahoo, options) => {
      const period1 = startOf(period, new Date());
      return yahoo.chart(symbol, { period1, interval, includePrePost: false }, options);
    },
    parse(raw) {
      const { meta, quotes } = chart.parse(raw);
      const bars = period === "1d" ? lastDay(quotes) : quotes;
      return { symbol: meta.symbol, currency: meta.currency, bars };
    },
  }, signal);
}

/** The bars of the last UTC day that has any. */
function lastDay(bars: Bar[]): Bar[] {
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const last = bars.at(-1);
  return last ? bars.filter((b) => day(b.at) === day(last.at)) : [];
}
