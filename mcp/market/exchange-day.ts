import { z } from "zod";
import { label } from "./shapes.ts";

/** Name of a time zone (Europe/London); null for a missing or unknown one. */
export const timeZone: z.ZodType<string | null> = label.transform((name) =>
  name !== null && isTimeZone(name) ? name : null
);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-CA", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * Gives the day of an instant by the clocks of an exchange, YYYY-MM-DD. Sydney's session of a Monday begins on Sunday in
 * UTC, so the day must not be cut out of the instant. Without a known time zone, it is the day in UTC.
 */
export function daysIn(zone: string | null): (at: Date) => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone ?? "UTC",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (at) => format.format(at);
}

/** Number of days from Monday to Friday between two days, without both. */
export function weekdaysBetween(from: string, to: string): number {
  const [first, last] = [from, to].map((day) => Date.parse(`${day}T00:00:00Z`) / dayMs);
  if (first === undefined || last === undefined || last <= first) return 0;
  const [whole, rest] = [Math.floor((last - first - 1) / 7), (last - first - 1) % 7];
  const extra = Array.from({ length: rest }, (_, i) => first + whole * 7 + 1 + i);
  return whole * 5 + extra.filter(isWeekday).length;
}

const dayMs = 86_400_000;
const isWeekday = (day: number) => ![0, 6].includes(new Date(day * dayMs).getUTCDay());
