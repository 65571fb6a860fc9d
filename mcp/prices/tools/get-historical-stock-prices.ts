import { z } from "zod";
import { currencyNote, priceCurrency, unitNote } from "../../market/currency.ts";
import { daysIn } from "../../market/exchange-day.ts";
import {
  type Bar,
  type Interval,
  intervals,
  type Period,
  periods,
  pointCount,
  type PriceHistory,
  readHistory,
} from "../../market/history.ts";
import { priceUnit, volumeUnit } from "../../market/quote-units.ts";
import type { Quote } from "../../market/quote.ts";
import { rounded } from "../../market/shapes.ts";
import { requireQuote, symbolArgument } from "../../symbol.ts";
import { defineTool } from "../../tool.ts";
import { ToolFailure } from "../../tool-failure.ts";
import { percent, sameUnit, unitsOf } from "../../units.ts";

/** Maximum number of points, about a year of days: more would fill a model's context. */
const maxPoints = 270;

/** Maximum number of points when the call has no interval. */
const defaultPoints = 70;

const prices = [
  "firstClose",
  "lastClose",
  "highest",
  "lowest",
  "open",
  "high",
  "low",
  "close",
  "adjustedClose",
  "amount",
] as const;
const changes = ["changePercent", "changeWithDividendsPercent"] as const;
const parts = ["numerator", "denominator"] as const;

const figure = z.number().nullable();

/** Maximum number of splits, and of dividends: ten years of quarters. */
const maxEvents = 40;

const keysOf = <T extends string>(table: Record<T, number>) => Object.keys(table) as T[];

/** The price series of one symbol. */
export const getHistoricalStockPrices = defineTool({
  name: "get_historical_stock_prices",
  title: "Historical stock prices",
  description: "Open, high, low, close and volume of one security over a period, oldest first, " +
    "with splits, dividends and a summary of the whole period. Prices are adjusted for splits. Without an interval, one that " +
    "fits the period is taken. " +
    `At most ${maxPoints} points.`,
  input: z.object({
    symbol: symbolArgument,
    period: z.enum(keysOf(periods)).default("1mo").describe("How far back; ytd: since 1 January."),
    interval: z.enum(keysOf(intervals)).optional().describe("How far apart the points are."),
  }),
  output: z.object({
    symbol: z.string(),
    currency: priceCurrency,
    currencyNote,
    period: z.string(),
    interval: z.string(),
    timeZone: z.string().nullable().describe("Time zone of the exchange."),
    firstDay: z.iso.date().describe(
      "Day at the exchange on which the first bar begins. Days without one are rest days, holidays or halts.",
    ),
    lastDay: z.iso.date().describe(
      "Day at the exchange of the last price, which may be within the last bar.",
    ),
    firstTradeDay: z.iso.date().nullable().describe(
      "Day of the first trade of all: a recent listing has no earlier prices.",
    ),
    adjusted: z.enum(["none", "splits", "splits and dividends"]).describe(
      "What open, high, low and close are adjusted for; adjustedClose is adjusted for dividends, too.",
    ),
    splits: z.array(z.object({
      day: z.iso.date(),
      numerator: z.number().describe("Shares after the split for `denominator` before it."),
      denominator: z.number(),
    })).describe("In the period, by the first day of trade after them; the latest ones."),
    dividends: z.array(z.object({ day: z.iso.date(), amount: z.number() })).describe(
      "In the period, by their ex-date; the latest ones.",
    ),
    units: unitsOf([...prices, ...changes, ...parts, "volume"]),
    summary: z.object({
      firstClose: z.number(),
      lastClose: z.number(),
      changePercent: figure.describe(
        "Last close against first close, in percent; null if the first is zero or less.",
      ),
      changeWithDividendsPercent: figure.describe(
        "The same with dividends reinvested; null for intervals shorter than a day.",
      ),
      highest: z.number(),
      lowest: z.number(),
    }),
    points: z.array(z.object({
      at: z.iso.datetime().describe("When the bar begins, in UTC."),
      day: z.iso.date().describe("Day at the exchange on which the bar begins."),
      open: figure,
      high: figure,
      low: figure,
      close: z.number(),
      adjustedClose: figure.describe("Close that is also adjusted for later dividends."),
      volume: figure,
    })),
  }),
  async run({ symbol, period, interval = fittingInterval(period) }, call) {
    const points = pointCount(period, interval);
    if (points > maxPoints) throw tooFine(period, interval, points);
    const quote = await requireQuote(symbol, call);
    const history = await readHistory(call.market, { symbol, period, interval }, call.signal);
    const summary = summarise(history.bars);
    if (!summary) throw noPrices(symbol, period);
    const { currency, bars } = history;
    return {
      symbol: history.symbol,
      currency,
      currencyNote: unitNote(currency),
      period,
      interval,
      timeZone: history.timeZone,
      firstDay: bars[0]?.day ?? "",
      lastDay: lastDayOf(history, interval, quote),
      firstTradeDay: history.firstTradeDay,
      adjusted: hasShares(quote) ? "splits" as const : "none" as const,
      splits: history.splits.slice(-maxEvents),
      dividends: history.dividends.slice(-maxEvents),
      units: unitsFor(quote),
      summary,
      points: bars.slice(-maxPoints).map(({ at, ...bar }) => ({ at: at.toISOString(), ...bar })),
    };
  },
});

function unitsFor(quote: Quote) {
  const price = sameUnit(prices, priceUnit(quote));
  const volume = volumeUnit(quote);
  return { ...price, ...sameUnit(changes, percent), ...sameUnit(parts, "shares"), volume };
}

/** A bar of a week or a month begins before its last session, which is that of the quote. */
function lastDayOf({ bars, timeZone }: PriceHistory, interval: Interval, { at }: Quote): string {
  const day = bars.at(-1)?.day ?? "";
  const isLong = interval === "1wk" || interval === "1mo";
  const traded = at && isLong ? daysIn(timeZone)(at) : day;
  return traded > day ? traded : day;
}

/** Yahoo adjusts the prices of shares and funds for splits; others have none. */
const hasShares = ({ type }: Quote) => ["EQUITY", "ETF", "MUTUALFUND"].includes(type ?? "");

/** The finest interval with at most `defaultPoints` points. */
export function fittingInterval(period: Period): Interval {
  if (period === "1d" || period === "5d") return "1h";
  return keysOf(intervals).find((i) =>
    intervals[i] <= 1 && pointCount(period, i) <= defaultPoints
  ) ?? "1mo";
}

/** First, last, extreme and relative closes of a series; undefined for an empty one. */
export function summarise(bars: readonly Bar[]) {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    firstClose: first.close,
    lastClose: last.close,
    changePercent: percentChange(first.close, last.close),
    changeWithDividendsPercent: percentChange(first.adjustedClose, last.adjustedClose),
    highest: Math.max(...bars.map((b) => b.high ?? b.close)),
    lowest: Math.min(...bars.map((b) => b.low ?? b.close)),
  };
}

/** Change in percent; null without both values, and against a base of zero or less, where it means nothing. */
export function percentChange(from: number | null, to: number | null): number | null {
  if (from === null || to === null || from <= 0) return null;
  return rounded((to / from - 1) * 100);
}

function tooFine(period: Period, interval: Interval, points: number): ToolFailure {
  const text = `${interval} over ${period} would be about ${points} points, more than the ` +
    `${maxPoints} allowed. Use interval ${fittingInterval(period)}, or a shorter period.`;
  return new ToolFailure({ code: "too_many_points", retryable: false, text });
}

function noPrices(symbol: string, period: Period): ToolFailure {
  const text = `${symbol} has no prices in the period ${period}. Try a longer period.`;
  return new ToolFailure({ code: "no_data", retryable: false, text });
}
