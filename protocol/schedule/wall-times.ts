import { Cron } from "croner";
import type { CalendarSpec, ScheduleSpec } from "./schedule.ts";
import type { WallTime } from "./zone-time.ts";

/** A spec of local times. */
export type LocalSpec = Exclude<ScheduleSpec, { kind: "every" }>;

/** What a switch of the clock does to the local times of a spec. */
export interface AtSwitches {
  /** True: a time that occurs twice takes place both times, as each hour or each 15 minutes does. */
  takesBoth: boolean;
  /** True: a time that is left out takes no place, as of each hour; false: right after the gap. */
  skipsGap: boolean;
}

/** The rule of a spec at switches: as that of cron. */
export function atSwitches(spec: LocalSpec): AtSwitches {
  if (spec.kind === "calendar") return { takesBoth: false, skipsGap: false };
  const [minutes = "", hours = ""] = spec.expression.trim().split(/\s+/);
  const isAny = (field: string) => /[*?]/.test(field);
  return { takesBoth: isAny(minutes) || isAny(hours), skipsGap: isAny(hours) };
}

/** The local times of a spec after `after`, in their order. Throws for an expression that is none. */
export function wallTimes(spec: LocalSpec, after: WallTime): Generator<WallTime> {
  return spec.kind === "cron" ? runsOf(spec.expression, after) : timesOfDays(spec, after);
}

function* runsOf(expression: string, after: WallTime, domAndDow = false): Generator<WallTime> {
  const pattern = expression.trim();
  // Without five parts it would be a name such as @daily, or a date.
  if (pattern.split(/\s+/).length !== 5) throw new Error("Write five parts.");
  const cron = new Cron(pattern, { paused: true, mode: "5-part", timezone: "UTC", domAndDow });
  for (let next = cron.nextRun(new Date(after)); next !== null; next = cron.nextRun(next)) {
    yield next.getTime();
  }
}

function* timesOfDays(spec: CalendarSpec, after: WallTime): Generator<WallTime> {
  const { times, daysOfMonth, months, weekdays } = spec;
  const list = (numbers: number[]) => numbers.length === 0 ? "*" : numbers.join(",");
  const days = ["0 0", list(daysOfMonth), list(months), list(weekdays)].join(" ");
  const ofDay = times.map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
    .toSorted((a, b) => a - b);
  for (const day of runsOf(days, after - dayMs, true)) {
    for (const minutes of ofDay) {
      const wall = day + minutes * 60_000;
      if (wall > after) yield wall;
    }
  }
}

const dayMs = 24 * 60 * 60_000;
