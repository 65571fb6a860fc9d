import { Cron } from "croner";
import type { CalendarSpec, ScheduleSpec } from "./schedule.ts";

/**
 * The nominal times of a schedule: the only place that computes them, for the API, the auditor and the list that Temporal
 * gets. Local times follow the time zone: one that a switch to summer time leaves out takes place right after the gap, one
 * that occurs twice takes place the first time. Patterns of hours or minutes (`*`, every 15 minutes) take place in both.
 */
export function nextTimes(spec: ScheduleSpec, after: Date, most: number): Date[] {
  if (most <= 0) return [];
  if (spec.kind === "every") return nextMultiples(spec, after.getTime(), most);
  const times = cronsOf(spec).flatMap((cron) => cron.nextRuns(most, after));
  return distinct(times).slice(0, most);
}

/** The nominal times after `from` up to and including `to`, the first ones if there are more than `most`. */
export function timesBetween(spec: ScheduleSpec, from: Date, to: Date, most: number): Date[] {
  const times: Date[] = [];
  for (let after = from; times.length < most;) {
    const found = nextTimes(spec, after, Math.min(most - times.length, batch));
    const within = found.filter((time) => time <= to);
    times.push(...within);
    const last = found.at(-1);
    if (last === undefined || within.length < found.length) break;
    after = last;
  }
  return times;
}

/** Why the spec has no nominal times, in words for its owner; null: it has. */
export function specFault(spec: ScheduleSpec, now: Date): string | null {
  try {
    return nextTimes(spec, now, 1).length > 0 ? null : "It never takes place.";
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Cron\w+: /, "") : String(error);
  }
}

/** True for the name of an IANA time zone that this process knows. */
export function isTimeZone(name: string): boolean {
  // Offsets such as +02:00 are accepted by Intl, and have no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Times that are computed at once. */
const batch = 50;

function nextMultiples(
  { everyMs, offsetMs }: { everyMs: number; offsetMs: number },
  after: number,
  most: number,
) {
  const first = (Math.floor((after - offsetMs) / everyMs) + 1) * everyMs + offsetMs;
  return Array.from({ length: most }, (_, i) => new Date(first + i * everyMs));
}

function cronsOf(spec: Exclude<ScheduleSpec, { kind: "every" }>): Cron[] {
  const { timeZone: timezone } = spec;
  const how = { paused: true, mode: "5-part", timezone } as const;
  if (spec.kind === "cron") {
    if (spec.expression.trim().startsWith("@")) throw new Error("Write five parts.");
    return [new Cron(spec.expression.trim(), how)];
  }
  return patternsOf(spec).map((pattern) => new Cron(pattern, { ...how, domAndDow: true }));
}

function patternsOf({ times, months, daysOfMonth, weekdays }: CalendarSpec): string[] {
  const list = (numbers: number[]) => numbers.length === 0 ? "*" : numbers.join(",");
  return times.map((time) => {
    const [hour = "", minute = ""] = time.split(":");
    return [Number(minute), Number(hour), list(daysOfMonth), list(months), list(weekdays)].join(
      " ",
    );
  });
}

function distinct(times: Date[]): Date[] {
  const sorted = times.toSorted((a, b) => a.getTime() - b.getTime());
  return sorted.filter((time, i) => time.getTime() !== sorted[i - 1]?.getTime());
}
