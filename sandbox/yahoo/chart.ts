import type { Json } from "../model/types.ts";
import type { Answer } from "./answer.ts";
import { type Bar, priceHint } from "./bar.ts";
import { grouped } from "./calendar-bars.ts";
import { dividendFactors, eventsOf } from "./events.ts";
import { cutUp, intraday } from "./intraday.ts";
import { firstTradeOf, yearOf } from "./quote.ts";
import type { Sample } from "./sample.ts";
import { barOn, barsBetween, isTraded, lastTwo } from "./series.ts";
import { dayIn, offsetAt, shortNameAt } from "./zones.ts";

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

/** The session of the day of `now`, or the last one before it. */
function tradingPeriod(sample: Sample, now: number): Json {
  const { zone, market } = sample.venue;
  const today = dayIn(zone, now / 1_000);
  const { start, end } = isTraded(sample, today) ? barOn(sample, today) : lastTwo(sample, now)[0];
  const part = (from: number, to: number) => ({
    timezone: shortNameAt(zone, start),
    start: from,
    end: to,
    gmtoffset: offsetAt(zone, start),
  });
  const extended = market === "us_market";
  return {
    pre: part(extended ? start - 19_800 : start, start),
    regular: part(start, end),
    post: part(end, extended ? end + 14_400 : end),
  };
}

function metaOf(sample: Sample, now: number, interval: string, range: string): Json {
  const [bar, previous] = lastTwo(sample, now);
  const year = yearOf(sample, now);
  const { venue, code } = sample;
  return {
    currency: venue.currency,
    symbol: sample.symbol,
    exchangeName: code,
    fullExchangeName: venue.name,
    instrumentType: sample.kind,
    firstTradeDate: firstTradeOf(sample),
    regularMarketTime: bar.end,
    hasPrePostMarketData: venue.market === "us_market",
    gmtoffset: offsetAt(venue.zone, now / 1_000),
    timezone: shortNameAt(venue.zone, now / 1_000),
    exchangeTimezoneName: venue.zone,
    regularMarketPrice: bar.close,
    fiftyTwoWeekHigh: year.high,
    fiftyTwoWeekLow: year.low,
    regularMarketDayHigh: bar.high,
    regularMarketDayLow: bar.low,
    regularMarketVolume: bar.volume,
    longName: sample.name,
    shortName: sample.name,
    chartPreviousClose: (previous ?? bar).close,
    priceHint: priceHint(sample),
    currentTradingPeriod: tradingPeriod(sample, now),
    dataGranularity: interval,
    range,
    validRanges,
  };
}

/** Bars of an interval, shorter or longer than a day. */
function barsOf(sample: Sample, from: number, to: number, interval: string): Bar[] {
  const days = barsBetween(sample, from, to);
  const fine = intraday[interval];
  if (!fine) return grouped(days, interval, sample.venue.zone);
  return days.flatMap((day) => cutUp(day, fine.seconds, sample)).filter(({ start }) => start < to);
}

/** Prices after dividends; Yahoo gives them for days and longer intervals only. */
function adjusted(sample: Sample, bars: readonly Bar[], interval: string, now: number): Json {
  const first = bars[0];
  if (!first || interval in intraday) return {};
  const factorOf = dividendFactors(sample, first.day, dayIn(sample.venue.zone, now / 1_000));
  return { adjclose: [{ adjclose: bars.map(({ day, close }) => close * factorOf(day)) }] };
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
  const { zone } = sample.venue;
  const events = filled ? eventsOf(sample, dayIn(zone, from), dayIn(zone, to)) : {};
  const result = {
    meta: metaOf(sample, now, interval, range),
    ...(filled && { timestamp: column("start") }),
    ...(Object.keys(events).length > 0 && { events }),
    indicators: {
      quote: [filled ? { ...prices, volume: column("volume") } : {}],
      ...adjusted(sample, bars, interval, now),
    },
  };
  return { body: { chart: { result: [result], error: null } } };
}
