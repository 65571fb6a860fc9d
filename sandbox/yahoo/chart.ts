import { exchangeName, moneyOf, yearOf } from "./quote.ts";
import { cutUp, intraday, sessionSeconds } from "./intraday.ts";
import { barsBetween, lastTwo } from "./series.ts";
import type { Json } from "../model/types.ts";
import type { Answer } from "./answer.ts";
import type { Bar, Sample } from "./series.ts";

const validRanges = ["1d", "5d", "1mo", "3mo", "6mo", "1y", "2y", "5y", "10y", "ytd", "max"];
const daysOf: Record<string, number> = {
  "1d": 1,
  "5d": 7,
  "1mo": 31,
  "3mo": 92,
  "6mo": 183,
  "1y": 365,
  "2y": 730,
};
const granularities = [...Object.keys(intraday), "1d", "5d", "1wk", "1mo", "3mo"];

/** An error of the chart endpoint, in Yahoo's form. */
export const chartError = (status: number, code: string, description: string): Answer => ({
  status,
  body: { chart: { result: null, error: { code, description } } },
});

/** Daily bars joined by week, month or quarter; daily intervals as they are. */
function grouped(bars: readonly Bar[], interval: string): Bar[] {
  const bucket = (bar: Bar) => {
    const date = new Date(bar.time * 1_000);
    const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    if (interval === "1mo") return month;
    if (interval === "3mo") return Math.floor(month / 3);
    return interval === "1d" ? bar.time : Math.floor((bar.time / 86_400 + 3) / 7);
  };
  const groups = new Map<number, Bar[]>();
  for (const bar of bars) groups.set(bucket(bar), [...(groups.get(bucket(bar)) ?? []), bar]);
  return [...groups.values()].flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) return [];
    const high = Math.max(...group.map((bar) => bar.high));
    const low = Math.min(...group.map((bar) => bar.low));
    const volume = group.reduce((sum, bar) => sum + bar.volume, 0);
    return [{ time: first.time, open: first.open, close: last.close, high, low, volume }];
  });
}

function session(bar: Bar): Json {
  const part = (start: number, end: number) => ({
    timezone: "EST",
    start,
    end,
    gmtoffset: -18_000,
  });
  const open = bar.time - sessionSeconds;
  return {
    pre: part(open - 19_800, open),
    regular: part(open, bar.time),
    post: part(bar.time, bar.time + 14_400),
  };
}

function metaOf(sample: Sample, now: number, interval: string, range: string): Json {
  const [bar, previous] = lastTwo(sample, now);
  const year = yearOf(sample, now);
  return {
    currency: moneyOf(sample).currency,
    symbol: sample.symbol,
    exchangeName: sample.exchange,
    fullExchangeName: exchangeName(sample),
    instrumentType: sample.kind,
    firstTradeDate: 345_479_400,
    regularMarketTime: bar.time,
    hasPrePostMarketData: true,
    gmtoffset: -18_000,
    timezone: "EST",
    exchangeTimezoneName: "America/New_York",
    regularMarketPrice: bar.close,
    fiftyTwoWeekHigh: year.high,
    fiftyTwoWeekLow: year.low,
    regularMarketDayHigh: bar.high,
    regularMarketDayLow: bar.low,
    regularMarketVolume: bar.volume,
    longName: sample.name,
    shortName: sample.name,
    chartPreviousClose: previous.close,
    priceHint: 2,
    currentTradingPeriod: session(bar),
    dataGranularity: interval,
    range,
    validRanges,
  };
}

/** Bars of an interval, shorter or longer than a day. */
function barsOf(sample: Sample, from: number, to: number, interval: string): Bar[] {
  const days = barsBetween(sample, from, to);
  const fine = intraday[interval];
  if (!fine) return grouped(days, interval);
  return days.flatMap((day) => cutUp(day, fine.seconds, sample.symbol));
}

/** Yahoo's chart answer. Unknown intervals, and times before an interval's history, get Yahoo's error. */
export function chartOf(sample: Sample, query: URLSearchParams, now: number): Answer {
  const interval = query.get("interval") ?? "1d";
  if (!granularities.includes(interval)) {
    const valid = `Valid intervals: [${granularities.join(", ")}]`;
    const why = `Invalid input - interval=${interval} is not supported. ${valid}`;
    return chartError(422, "Unprocessable Entity", why);
  }
  const range = query.get("range") ?? "";
  const to = Math.min(Number(query.get("period2") ?? now / 1_000), now / 1_000);
  const from = Number(query.get("period1") ?? to - (daysOf[range] ?? 31) * 86_400);
  const kept = intraday[interval]?.days;
  if (kept !== undefined && from < now / 1_000 - kept * 86_400) {
    const why =
      `${interval} data not available: the requested range must be within the last ${kept} days.`;
    return chartError(422, "Unprocessable Entity", why);
  }
  const bars = barsOf(sample, from, to, interval);
  const column = (key: keyof Bar) => bars.map((bar) => bar[key]);
  const prices = {
    open: column("open"),
    high: column("high"),
    low: column("low"),
    close: column("close"),
  };
  const filled = bars.length > 0;
  const result = {
    meta: metaOf(sample, now, interval, range),
    ...(filled && { timestamp: bars.map((bar) => bar.time - sessionSeconds) }),
    indicators: {
      quote: [filled ? { ...prices, volume: column("volume") } : {}],
      adjclose: [filled ? { adjclose: column("close") } : {}],
    },
  };
  return { body: { chart: { result: [result], error: null } } };
}
