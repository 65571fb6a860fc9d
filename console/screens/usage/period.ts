/** Days in UTC, both included, such as `2026-11-23`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;

/** The most days that the API sums up at once. */
export const longestDays = 400;

/** The day of a time in UTC, as the API counts days. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The periods that one button selects, by its name. */
export function usualPeriods(now: number): Readonly<Record<string, Period>> {
  const today = dayOf(now);
  const last = (days: number) => ({ from: dayOf(now - (days - 1) * dayMs), to: today });
  const yesterday = dayOf(now - dayMs);
  return {
    Today: last(1),
    Yesterday: { from: yesterday, to: yesterday },
    "7 days": last(7),
    "30 days": last(30),
    "This month": { from: `${today.slice(0, 8)}01`, to: today },
  };
}

/** All days of a period, the first first. */
export function daysOf({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs) days.push(dayOf(at));
  return days;
}

/** What is wrong with a period; null: nothing. */
export function faultOf({ from, to }: Period): string | null {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (Number.isNaN(start) || Number.isNaN(end)) return "Enter both days.";
  if (start > end) return "The first day is after the last one.";
  return end - start >= longestDays * dayMs ? `Select at most ${longestDays} days.` : null;
}
