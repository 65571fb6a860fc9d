import { z } from "zod";
import { daysIn, timeZone } from "./exchange-day.ts";
import type { MarketGateway } from "./gateway.ts";
import { isTradedInVolumes } from "./quote.ts";
import { block, exactFigure, figure, instant, label, listOf } from "./shapes.ts";

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
  // One day more, since the year begins earlier in the east; bars of the old year are dropped later.
  if (period === "ytd") return new Date(Date.UTC(now.getUTCFullYear(), 0, 0));
  // The last trading day may be before a long holiday.
  const days = period === "1d" ? 12 : periods[period];
  return new Date(now.getTime() - days * 86_400_000);
}

/** A bar of a series; prices in the series' currency, adjusted for splits. */
export interface Bar {
  at: Date;
  /** Day at the exchange, YYYY-MM-DD. */
  day: string;
  open: number | null;
  high: number | null;
  low: number | null;
  close: number;
  /** The close, also adjusted for later dividends; null for intervals shorter than a day. */
  adjustedClose: number | null;
  /** Null where there is none, as for currency pairs. */
  volume: number | null;
}

/** A split: `numerator` shares after it for `denominator` before it. */
export interface Split {
  day: string;
  numerator: number;
  denominator: number;
}

/** A dividend by its ex-date, in the unit of the prices. */
export interface Dividend {
  day: string;
  amount: number;
}

/** Prices of a symbol, the oldest first. */
export interface PriceHistory {
  symbol: string;
  currency: string | null;
  timeZone: string | null;
  /** Day of the first trade of all, which may be after the begin of the period. */
  firstTradeDay: string | null;
  bars: Bar[];
  splits: Split[];
  dividends: Dividend[];
}

// Yahoo sends bars without a close for halted sessions and for a session that has just started.
const bar = z.object({
  date: instant.pipe(z.date()),
  open: figure,
  high: figure,
  low: figure,
  close: exactFigure,
  adjclose: figure,
  volume: figure,
});

const dividend = z.object({ date: instant.pipe(z.date()), amount: exactFigure });

const split = z.object({
  date: instant.pipe(z.date()),
  numerator: exactFigure,
  denominator: exactFigure,
});

const chart = z.object({
  meta: z.object({
    symbol: z.string(),
    currency: label,
    instrumentType: label,
    exchangeTimezoneName: timeZone,
    firstTradeDate: instant,
  }),
  quotes: listOf(bar),
  events: block({ dividends: listOf(dividend), splits: listOf(split) }),
});

/** A requested series. */
interface Asked {
  symbol: string;
  period: Period;
  interval: Interval;
}

/** The series of a symbol. An unknown symbol is a `not_found` fault. */
export function readHistory(
  market: MarketGateway,
  ask: Asked,
  signal: AbortSignal,
): Promise<PriceHistory> {
  const { symbol, period, interval } = ask;
  return market.read({
    kind: "history",
    key: `${symbol}:${period}:${interval}`,
    load: (yahoo, options) => {
      const period1 = startOf(period, new Date(market.now()));
      return yahoo.chart(symbol, { period1, interval, includePrePost: false }, options);
    },
    parse: (raw) => toHistory(chart.parse(raw), ask, new Date(market.now())),
  }, signal);
}

/** The series by the days of the exchange, without bars outside the period. */
function toHistory(
  { meta, quotes, events }: z.output<typeof chart>,
  ask: Asked,
  now: Date,
): PriceHistory {
  const { symbol, currency, instrumentType: type, exchangeTimezoneName: timeZone } = meta;
  const dayOf = daysIn(timeZone);
  const onDay = <T extends { date: Date }>({ date, ...rest }: T) => ({ day: dayOf(date), ...rest });
  const bars = quotes.map(({ date, adjclose, volume, ...prices }): Bar => ({
    at: date,
    day: dayOf(date),
    ...prices,
    adjustedClose: adjclose,
    volume: isTradedInVolumes(type) ? volume : null,
  }));
  const kept = within(bars, ask, dayOf(now));
  const first = kept[0]?.day ?? "";
  return {
    symbol,
    currency,
    timeZone,
    firstTradeDay: meta.firstTradeDate && dayOf(meta.firstTradeDate),
    bars: kept,
    splits: events.splits.map(onDay).filter(({ day }) => day >= first),
    dividends: events.dividends.map(onDay).filter(({ day }) => day >= first),
  };
}

/** Bars of the period by the exchange's days: the last day with any, or this year. */
function within(bars: Bar[], { period, interval }: Asked, today: string): Bar[] {
  if (period === "1d") return bars.filter(({ day }) => day === bars.at(-1)?.day);
  if (period !== "ytd") return bars;
  const year = Number(today.slice(0, 4));
  // The first week of a year may begin in the old one.
  const begin = interval === "1wk" ? `${year - 1}-12-26` : `${year}-01-01`;
  return bars.filter(({ day }) => day >= begin);
}
