import { type Bar, priced } from "./bar.ts";
import { chanceOf } from "./chance.ts";
import { cutUp } from "./intraday.ts";
import type { Sample } from "./sample.ts";
import { isTradingDay } from "./venues.ts";
import { dayIn, dayOf, instantOf } from "./zones.ts";

const swings: Partial<Record<Sample["kind"], number>> = {
  CURRENCY: 0.25,
  INDEX: 0.6,
  CRYPTOCURRENCY: 2.2,
};

// The day on which the future of May 2020 closed below zero; other samples have no such day.
const belowZero = { symbol: "CL=F", day: dayOf("2020-04-20") };
const belowZeroPrices = { open: 17.73, high: 17.85, low: -40.32, close: -37.63 };

function closeOn(sample: Sample, day: number): number {
  const phase = chanceOf(sample.symbol) * 6.283;
  const slow = 0.12 * Math.sin((day / 251) * 6.283 + phase) +
    0.05 * Math.sin((day / 37) * 6.283 + 2 * phase);
  const noise = 0.03 * (chanceOf(`${sample.symbol}:${day}`) - 0.5);
  const swing = swings[sample.kind] ?? 1;
  return priced(sample, sample.price * (1 + swing * (slow + noise)));
}

function pricesOn(sample: Sample, day: number) {
  if (sample.symbol === belowZero.symbol && day === belowZero.day) return belowZeroPrices;
  const swing = swings[sample.kind] ?? 1;
  const close = closeOn(sample, day);
  const gap = 0.01 * swing * (chanceOf(`${sample.symbol}:o:${day}`) - 0.5);
  const open = priced(sample, close * (1 + gap));
  const spread = swing * (0.002 + 0.008 * chanceOf(`${sample.symbol}:s:${day}`));
  const high = priced(sample, Math.max(open, close) * (1 + spread));
  const low = priced(sample, Math.min(open, close) * (1 - spread));
  return { open, high, low, close };
}

function volumeOn(sample: Sample, day: number): number {
  const average = sample.traded ?? sample.shares * 0.005;
  return Math.round(average * (0.6 + 0.8 * chanceOf(`${sample.symbol}:v:${day}`)));
}

/** The bar of a day, counted from 1970. Deterministic; as Yahoo's, it is adjusted for splits. */
export function barOn(sample: Sample, day: number): Bar {
  const { zone, opens, closes } = sample.venue;
  return {
    day,
    start: instantOf(zone, day, opens),
    end: instantOf(zone, day, closes),
    ...pricesOn(sample, day),
    volume: volumeOn(sample, day),
  };
}

/** The part of a session until `at` (seconds), in full hours; undefined before the first. */
function partOf(sample: Sample, bar: Bar, at: number): Bar | undefined {
  const hours = cutUp(bar, 3_600, sample).filter(({ end }) => end <= at);
  const [first, last] = [hours[0], hours.at(-1)];
  if (!first || !last) return undefined;
  return {
    ...bar,
    end: last.end,
    close: last.close,
    high: Math.max(...hours.map(({ high }) => high)),
    low: Math.min(...hours.map(({ low }) => low)),
    volume: hours.reduce((sum, { volume }) => sum + volume, 0),
  };
}

/** Whether a sample is traded on a day, counted from 1970. */
export const isTraded = (sample: Sample, day: number): boolean =>
  day >= sample.firstDay && day <= sample.lastDay && isTradingDay(sample.venue, day);

/**
 * The bars of sessions that end in [from, to], in seconds, at most ten years before `to`. Of a venue that trades around
 * the clock, also the full hours of the session in progress at `to`.
 */
export function barsBetween(sample: Sample, from: number, to: number): Bar[] {
  const { zone, live } = sample.venue;
  const last = dayIn(zone, to);
  const first = Math.max(dayIn(zone, from), last - 3_660);
  const days = Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => first + i);
  return days.filter((day) => isTraded(sample, day)).flatMap((day) => {
    const bar = barOn(sample, day);
    if (bar.end < from) return [];
    if (bar.end <= to) return [bar];
    return live ? partOf(sample, bar, to) ?? [] : [];
  });
}

/** The last two bars before `now` (milliseconds), newest first; the second is undefined on the first day of trade. */
export function lastTwo(sample: Sample, now: number): [Bar, Bar | undefined] {
  const end = Math.min(now / 1_000, (sample.lastDay + 1) * 86_400);
  const [newest, previous] = barsBetween(sample, end - 16 * 86_400, end).toReversed();
  if (!newest) throw new Error(`${sample.symbol} has no session in 16 days`);
  return [newest, previous];
}
