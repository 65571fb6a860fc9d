import { z } from "zod";
import { currencyNote, priceCurrency, unitNote } from "../../market/currency.ts";
import {
  type Bar,
  type Interval,
  intervals,
  type Period,
  periods,
  pointCount,
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
] as const;

const keysOf = <T extends string>(table: Record<T, number>) => Object.keys(table) as T[];

/** The price series of one symbol. */
export const getHistoricalStockPrices = defineTool({
  name: "get_historical_stock_prices",
  title: "Historical stock prices",
  description: "Open, high, low, close and volume of one security over a period, oldest first, " +
    "with a summary of the whole period. Without an interval, one that fits the period is taken. " +
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
    units: unitsOf([...prices, "changePercent", "volume"]),
    summary: z.object({
      firstClose: z.number(),
      lastClose: z.number(),
      changePercent: z.number().describe("Last close against first close, in percent."),
      highest: z.number(),
      lowest: z.number(),
    }),
    points: z.array(z.object({
      at: z.iso.datetime().describe("When the bar begins, in UTC."),
      open: z.number().nullable(),
      high: z.number().nullable(),
      low: z.number().nullable(),
      close: z.number(),
      volume: z.number().nullable(),
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
    const series = bars.slice(-maxPoints).map(({ at, ...bar }) => ({
      at: at.toISOString(),
      ...bar,
    }));
    const money = { currency, currencyNote: unitNote(currency) };
    const units = unitsFor(quote);
    return { symbol: history.symbol, ...money, period, interval, units, summary, points: series };
  },
});

function unitsFor(quote: Quote) {
  const price = sameUnit(prices, priceUnit(quote));
  return { ...price, changePercent: percent, volume: volumeUnit(quote) };
}

/** The finest interval with at most `defaultPoints` points. */
export function fittingInterval(period: Period): Interval {
  if (period === "1d" || period === "5d") return "1h";
  return keysOf(intervals).find((i) =>
    intervals[i] <= 1 && pointCount(period, i) <= defaultPoints
  ) ?? "1mo";
}

/** First, last, extreme and relative closes of a series; undefined for an empty one. */
export function summarise(bars: readonly Bar[]) {
  const first = bars[0]?.close;
  const last = bars.at(-1)?.close;
  if (first === undefined || last === undefined) return undefined;
  return {
    firstClose: first,
    lastClose: last,
    changePercent: first === 0 ? 0 : rounded((last / first - 1) * 100),
    highest: Math.max(...bars.map((b) => b.high ?? b.close)),
    lowest: Math.min(...bars.map((b) => b.low ?? b.close)),
  };
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
