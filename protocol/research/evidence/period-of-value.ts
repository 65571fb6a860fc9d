import type { Place } from "./json-pointer.ts";
import { isObject, ownText } from "./unit-of-value.ts";

const isoDay = /(?<!\d)(?:19|20)\d\d-\d\d-\d\d/g;
const year = /(?<![\d.,])(?:19|20)\d\d(?![\d.,])/g;

/** The days, such as `2026-01-25`, in the nearest object around a value that has any. Empty: the result does not say them. */
export function daysAt({ around }: Place): string[] {
  for (const object of around.toReversed().filter(isObject)) {
    const days = daysOf(object);
    if (days.length > 0) return days;
  }
  return [];
}

/** Figures of one answer cite the same objects again and again, which may be large. */
const read = new WeakMap<object, string[]>();

function daysOf(object: Record<string, unknown>): string[] {
  const known = read.get(object);
  if (known) return known;
  const days = Object.values(object).flatMap((value) =>
    typeof value === "string" && value.length < 40 ? value.match(isoDay) ?? [] : []
  );
  read.set(object, days);
  return days;
}

/**
 * True if a figure's period names another time than the cited value has: none of its days, or only years that it cannot
 * be of. A fiscal year that ends in the first half of a year may have the name of the year before.
 */
export function isOtherPeriod(period: string | null, days: readonly string[]): boolean {
  if (period === null || days.length === 0) return false;
  const named = period.match(isoDay) ?? [];
  if (named.length > 0) return !named.some((day) => days.includes(day));
  const years = yearsOf(period);
  return years.length > 0 && !days.some((day) => {
    const own = Number(day.slice(0, 4));
    return years.includes(own) || (day.slice(5, 7) <= "06" && years.includes(own - 1));
  });
}

/** The years in a period, both of `2025/26`. */
const yearsOf = (period: string): number[] => [
  ...(period.match(year) ?? []).map(Number),
  ...[...period.matchAll(/(?<!\d)(\d\d)\d\d\s?[/–-]\s?(\d\d)(?!\d)/g)].map(([, c, y]) =>
    Number(`${c}${y}`)
  ),
];

const isYear =
  /\b(?:fy|gj)(?!\p{L})|\b(full.year|fiscal year|annual|twelve months|12 months|ttm|ltm|(?:geschäfts)?jahr\p{L}*|exercice|annuel\p{L}*|année)\b|^(19|20)\d\d$/iu;
const isQuarter = /\bq[1-4]|[1-4]q\b|\bt[1-4]\b|quarter|quartal|trimestr|three months/iu;

/** True if a period calls the amount of a quarter that of a year, or the other way round. */
export function isOtherLength(period: string | null, frequency: string | null): boolean {
  if (period === null) return false;
  const [year, quarter] = [isYear.test(period), isQuarter.test(period)];
  if (frequency === "quarterly") return year && !quarter;
  return frequency === "annual" && quarter && !year;
}

/** How much time an amount is about, as the nearest object or the arguments of the call say it, such as `quarterly`. */
export const frequencyAt = ({ around }: Place, args: unknown): string | null =>
  [...around.toReversed(), args].filter(isObject).map((o) => ownText(o, "frequency"))
    .find((text) => text !== null) ?? null;
