import type { Json } from "../model/types.ts";
import { firstSession, type Sample } from "./sample.ts";
import { barOn, isTraded } from "./series.ts";

/** A dividend: the first day of trade without it, and its amount in the unit of prices. */
export type Dividend = { day: number; amount: number };

/** The dividends with a day in [from, to], both counted from 1970. They grow by 4 % a year. */
export function dividendsBetween(sample: Sample, from: number, to: number): Dividend[] {
  const { pays, venue, price } = sample;
  if (!pays) return [];
  const yearOf = (day: number) => new Date(day * 86_400_000).getUTCFullYear();
  const years = Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, i) => yearOf(from) + i);
  return years.flatMap((year) => {
    const growth = 1.04 ** (year - 2026);
    const amount = Number((price * pays.yield * growth / pays.months.length).toPrecision(3));
    return pays.months.map((month) => ({
      day: firstSession(venue, Date.UTC(year, month - 1, 15) / 86_400_000),
      amount,
    }));
  }).filter(({ day }) => day >= from && day <= to && isTraded(sample, day));
}

/** The last close before a day. */
function closeBefore(sample: Sample, day: number): number {
  let before = day - 1;
  while (!isTraded(sample, before) && before > sample.firstDay) before--;
  return barOn(sample, before).close;
}

/** By what a close of a day is multiplied to take out the dividends that came after it, until the day `to`. */
export function dividendFactors(sample: Sample, from: number, to: number): (day: number) => number {
  const steps = dividendsBetween(sample, from, to).map(({ day, amount }) => ({
    day,
    factor: 1 - amount / closeBefore(sample, day),
  }));
  return (day) =>
    steps.reduce((product, step) => step.day > day ? product * step.factor : product, 1);
}

/** Yahoo's events of a chart: dividends and splits by the begin of their session, seconds. */
export function eventsOf(sample: Sample, from: number, to: number): Json {
  const begin = (day: number) => barOn(sample, day).start;
  const dividends = dividendsBetween(sample, from, to)
    .map(({ day, amount }) => [String(begin(day)), { amount, date: begin(day) }]);
  const { split, splitDay } = sample;
  const splits = split && splitDay !== null && splitDay >= from && splitDay <= to
    ? [[String(begin(splitDay)), {
      date: begin(splitDay),
      ...split,
      splitRatio: `${split.numerator}:${split.denominator}`,
    }]]
    : [];
  return {
    ...(dividends.length > 0 && { dividends: Object.fromEntries(dividends) }),
    ...(splits.length > 0 && { splits: Object.fromEntries(splits) }),
  };
}
