import type { ScheduleSpec } from "./schedule.ts";
import { atSwitches, type LocalSpec, wallTimes } from "./wall-times.ts";
import { isTimeZone, zoneClock } from "./zone-time.ts";

/**
 * The nominal times of a schedule: the only place that computes them, for the API, the auditor and the list that Temporal
 * gets. Local times follow the time zone: one that a switch to summer time leaves out takes place right after the gap, one
 * that occurs twice takes place the first time. Patterns of minutes (`*`, every 15 minutes) or hours take place in both,
 * those of hours are not made up for after a gap. croner finds the local times alone: with a time zone it gives times of
 * the past for `30 1 1 11 *` at the end of summer time, and two for one in the gap.
 */
export function nextTimes(spec: ScheduleSpec, after: Date, most: number): Date[] {
  if (most <= 0) return [];
  if (spec.kind === "every") return nextMultiples(spec, after.getTime(), most);
  if (!knowsZone(spec)) return [];
  return nextLocal(spec, after.getTime(), most);
}

/** False: another version of this program knows the time zone of the spec, this one does not, so that it has no times. */
export const knowsZone = (spec: ScheduleSpec): boolean =>
  spec.kind === "every" || isTimeZone(spec.timeZone);

/** Around a switch the local times of the last hours are looked at again: they may occur a second time. */
const setBackMs = 3 * 60 * 60_000;

function nextLocal(spec: LocalSpec, after: number, most: number): Date[] {
  const clock = zoneClock(spec.timeZone);
  const { takesBoth, skipsGap } = atSwitches(spec);
  const momentsOf = (wall: number) => {
    const moments = clock.momentsOf(wall);
    if (moments.length === 0) return skipsGap ? [] : [clock.afterGap(wall)];
    return takesBoth ? moments : moments.slice(0, 1);
  };
  let found: number[] = [];
  const wallIn = (ms: number) => clock.wallOf(after + ms);
  const isSwitched = wallIn(setBackMs) - wallIn(-setBackMs) !== 2 * setBackMs;
  for (const wall of wallTimes(spec, wallIn(0) - (isSwitched ? setBackMs : 0))) {
    const moments = momentsOf(wall);
    const last = found[most - 1];
    // The next ones are later than this one.
    if (last !== undefined && moments[0] !== undefined && moments[0] > last) break;
    found = distinct([...found, ...moments.filter((at) => at > after)]).slice(0, most);
  }
  return found.map((at) => new Date(at));
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
    return error instanceof Error ? messageOf(error) : String(error);
  }
}

/** croner counts months and days from 0 where it names the wrong number. */
const messageOf = ({ message }: Error): string =>
  message.replace(/^Cron\w+: /, "").replace(/^(Invalid value for \w+): .*/, "$1");

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

const distinct = (times: number[]): number[] => [...new Set(times)].toSorted((a, b) => a - b);
