import { specFault } from "../../protocol/schedule/nominal-times.ts";
import { isTimeZone } from "../../protocol/schedule/zone-time.ts";
import { scheduleLimits as max, type ScheduleSpec } from "../../protocol/schedule/schedule.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { issueIf, listIssues, type Maybe } from "../mutation/issues.ts";

interface CalendarInput {
  times: string[];
  weekdays: number[];
  daysOfMonth: number[];
  months: number[];
  timeZone: string;
}

/** Input of `ScheduleSpecInput`: exactly one field. Durations in ms. */
export interface SpecInput {
  cron?: Maybe<{ expression: string; timeZone: string }>;
  every?: Maybe<{ interval: number; offset: number }>;
  calendar?: Maybe<CalendarInput>;
}

/** All issues of a spec; what it says is tried only if its parts are sound. */
export function specIssues(input: SpecInput): ValidationIssue[] {
  const kind = input.cron ? "cron" : input.every ? "every" : "calendar";
  const parts = partIssues(input).map(({ path, message }) => ({
    path: ["spec", kind, ...path],
    message,
  }));
  if (parts.length > 0) return parts;
  const fault = specFault(toSpec(input), new Date());
  if (fault === null) return [];
  const path = ["spec", kind, ...(kind === "cron" ? ["expression"] : [])];
  return [{ path, message: `This is no schedule: ${fault}` }];
}

function partIssues({ cron, every, calendar }: SpecInput): ValidationIssue[] {
  if (cron) {
    const tooLong = cron.expression.length > max.cronLength;
    return [
      ...zoneIssues(cron.timeZone),
      ...issueIf(tooLong, ["expression"], `Write at most ${max.cronLength} characters.`),
    ];
  }
  if (every) {
    const { interval, offset } = every;
    const range = interval < max.minEveryMs || interval > max.maxEveryMs;
    return [
      ...issueIf(range, ["interval"], "Give PT1M to P366D."),
      ...issueIf(offset >= interval, ["offset"], "Give less than the interval."),
      ...issueIf(interval % 1_000 > 0, ["interval"], wholeSeconds),
      ...issueIf(offset % 1_000 > 0, ["offset"], wholeSeconds),
    ];
  }
  return calendar ? calendarIssues(calendar) : [];
}

/** Temporal's times have no fractions of a second. */
const wholeSeconds = "Give whole seconds.";

function calendarIssues({ times, weekdays, daysOfMonth, months, timeZone }: CalendarInput) {
  const within = (days: number[], path: string, [from, to]: [number, number]) =>
    listIssues(
      days,
      [path],
      [to - from + 1, "Name each of them once."],
      (day, at) => issueIf(day < from || day > to, at, `Write a number from ${from} to ${to}.`),
    );
  return [
    ...zoneIssues(timeZone),
    ...issueIf(times.length === 0, ["times"], "Name at least one time of day."),
    ...listIssues(
      times,
      ["times"],
      [max.timesOfDay, "Name at most 48 times."],
      (time, at) => issueIf(!/^([01]\d|2[0-3]):[0-5]\d$/.test(time), at, "Write a time as HH:MM."),
    ),
    ...within(weekdays, "weekdays", [0, 6]),
    ...within(daysOfMonth, "daysOfMonth", [1, 31]),
    ...within(months, "months", [1, 12]),
  ];
}

const zoneIssues = (timeZone: string) =>
  issueIf(
    timeZone.length > 60 || !isTimeZone(timeZone),
    ["timeZone"],
    "Write an IANA time zone, such as America/New_York or UTC.",
  );

/** The spec of a valid input. */
export function toSpec({ cron, every, calendar }: SpecInput): ScheduleSpec {
  if (cron) return { kind: "cron", ...cron, expression: cron.expression.trim() };
  if (every) return { kind: "every", everyMs: every.interval, offsetMs: every.offset };
  if (!calendar) throw new Error("the spec has no field");
  return { kind: "calendar", ...calendar };
}
