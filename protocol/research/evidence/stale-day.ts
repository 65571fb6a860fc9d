import type { Place } from "./json-pointer.ts";
import { isObject, ownText } from "./unit-of-value.ts";

/** When a stale value was made: the day at the exchange, and the date in UTC; null if the result does not say it. */
export interface StaleDay {
  day: string | null;
  date: string | null;
}

/** The day of the number at a place if the nearest object that says so says that it is stale; otherwise null. */
export function staleDayAt({ around }: Place): StaleDay | null {
  const says = around.toReversed().filter(isObject).find((o) => typeof o.stale === "boolean");
  if (!says || says.stale !== true) return null;
  return { day: ownText(says, "day"), date: ownText(says, "at")?.slice(0, 10) ?? null };
}

/** Why the figure presents a stale value as a current one; null if its period has the day, or the value is not stale. */
export function staleProblem(period: string | null, stale: StaleDay | null): string | null {
  if (stale === null) return null;
  const days = [stale.day, stale.date].filter((day) => day !== null);
  if (days.some((day) => period?.includes(day))) return null;
  return days.length === 0
    ? "The result says that the value is stale, and not of which day it is."
    : `The result says that the value is stale, of ${days[0]}; the figure says ${
      period ?? "no day"
    }.`;
}
