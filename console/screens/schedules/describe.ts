import type { ConsoleScheduleQuery, ConsoleScheduleRowFragment } from "./schedules.generated.ts";
import { durationWords } from "../../ui/iso-duration.ts";

/** When a schedule fires, as a query shows it. */
export type Spec = ConsoleScheduleRowFragment["spec"];

/** A schedule with all that its page shows. */
export type Shown = NonNullable<ConsoleScheduleQuery["schedule"]>;

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** When a schedule fires, in words. */
export function describeSpec(spec: Spec): string {
  switch (spec.__typename) {
    case "CronSpec":
      return `${spec.expression} in ${zone(spec.timeZone)}`;
    case "EverySpec":
      return `every ${durationWords(spec.interval)}`;
    case "CalendarSpec": {
      const { times, weekdays, daysOfMonth, months, timeZone } = spec;
      return [
        `at ${times.join(", ")}`,
        weekdays.length > 0 && `on ${weekdays.map((day) => days[day] ?? day).join(", ")}`,
        daysOfMonth.length > 0 && `on day ${daysOfMonth.join(", ")} of the month`,
        months.length > 0 && `in month ${months.join(", ")}`,
        `in ${zone(timeZone)}`,
      ].filter(Boolean).join(" ");
    }
    default:
      return "at times that this version does not know";
  }
}

const zone = (name: string) => name.replaceAll("_", " ");

/** A nominal time in the zone of the schedule, with the name of the day: it is what the owner wrote. With the year of another one. */
export function timeIn(spec: Spec, at: string, now = new Date()): string {
  const timeZone = spec.__typename === "EverySpec" ? "UTC" : spec.timeZone;
  const isFar = new Date(at).getUTCFullYear() !== now.getUTCFullYear();
  return new Intl.DateTimeFormat(undefined, {
    ...{ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
    ...{ timeZone, timeZoneName: "short", ...(isFar && { year: "numeric" }) },
  }).format(new Date(at));
}

/** What became of a firing as a status: that of its work, once it started. */
export function statusOf(firing: { decision: string; workStatus: string | null }): string {
  return firing.decision === "STARTED" ? firing.workStatus ?? "STARTED" : firing.decision;
}
