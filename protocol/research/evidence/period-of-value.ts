import type { Place } from "./json-pointer.ts";
import { isObject } from "./unit-of-value.ts";

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
 * True if a figure's period names another time than the cited value has: none of its days, or only years that are
 * further away than a fiscal year can be from its name.
 */
export function isOtherPeriod(period: string | null, days: readonly string[]): boolean {
  if (period === null || days.length === 0) return false;
  const named = period.match(isoDay) ?? [];
  if (named.length > 0) return !named.some((day) => days.includes(day));
  const years = (period.match(year) ?? []).map(Number);
  const near = (a: number) => days.some((day) => Math.abs(a - Number(day.slice(0, 4))) <= 1);
  return years.length > 0 && !years.some(near);
}
