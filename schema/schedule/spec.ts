import type { ScheduleSpec as Spec } from "../../protocol/schedule/schedule.ts";
import { builder } from "../builder.ts";

type Of<K extends Spec["kind"]> = Extract<Spec, { kind: K }>;

const zoneText =
  "IANA time zone, such as `America/New_York`, whose summer time it follows: a local time that a switch leaves out takes place right after the gap, one that occurs twice takes place once.";

const CronSpec = builder.objectRef<Of<"cron">>("CronSpec").implement({
  description: "Times by a cron expression.",
  fields: (t) => ({
    expression: t.exposeString("expression", {
      description: "Minute, hour, day of the month, month, day of the week.",
    }),
    timeZone: t.exposeString("timeZone", { description: zoneText }),
  }),
});

const EverySpec = builder.objectRef<Of<"every">>("EverySpec").implement({
  description: "Times at a fixed interval, counted from 1970 in UTC.",
  fields: (t) => ({
    interval: t.expose("everyMs", { type: "Duration", description: "Time between two of them." }),
    offset: t.expose("offsetMs", {
      type: "Duration",
      description: "Time by which all of them are later.",
    }),
  }),
});

const CalendarSpec = builder.objectRef<Of<"calendar">>("CalendarSpec").implement({
  description: "Times of day, on days that match all lists. An empty list matches every day.",
  fields: (t) => ({
    times: t.exposeStringList("times", { description: "Times of day, `HH:MM`." }),
    weekdays: t.exposeIntList("weekdays", {
      description: "Days of the week, 0 (Sunday) to 6.",
    }),
    daysOfMonth: t.exposeIntList("daysOfMonth", { description: "Days of the month, 1 to 31." }),
    months: t.exposeIntList("months", { description: "Months, 1 to 12." }),
    timeZone: t.exposeString("timeZone", { description: zoneText }),
  }),
});

const typeNames: Record<Spec["kind"], string> = {
  cron: "CronSpec",
  every: "EverySpec",
  calendar: "CalendarSpec",
};

/** When a schedule fires. */
export const ScheduleSpec = builder.unionType("ScheduleSpec", {
  description: "When a schedule fires. Types may be added.",
  types: [CronSpec, EverySpec, CalendarSpec],
  resolveType: ({ kind }) => typeNames[kind],
});

const CronInput = builder.inputType("CronInput", {
  description: "Times by a cron expression.",
  fields: (t) => ({
    expression: t.string({
      description:
        "Five parts: minute, hour, day of the month, month, day of the week, such as `0 7 * * MON-FRI`.",
      required: true,
    }),
    timeZone: t.string({ description: zoneText, required: true }),
  }),
});

const EveryInput = builder.inputType("EveryInput", {
  description: "Times at a fixed interval, counted from 1970 in UTC.",
  fields: (t) => ({
    interval: t.field({
      type: "Duration",
      description: "Time between two of them, at least PT1M.",
      required: true,
    }),
    offset: t.field({
      type: "Duration",
      description: "Time by which all of them are later, less than the interval.",
      required: true,
      defaultValue: 0,
    }),
  }),
});

const CalendarInput = builder.inputType("CalendarInput", {
  description: "Times of day, on days that match all lists. An empty list matches every day.",
  fields: (t) => {
    const days = (description: string) =>
      t.intList({ description, required: true, defaultValue: [] });
    return {
      times: t.stringList({ description: "Times of day, `HH:MM`; 1 to 48.", required: true }),
      weekdays: days("Days of the week, 0 (Sunday) to 6."),
      daysOfMonth: days("Days of the month, 1 to 31."),
      months: days("Months, 1 to 12."),
      timeZone: t.string({ description: zoneText, required: true }),
    };
  },
});

/** When a schedule is to fire. */
export const ScheduleSpecInput = builder.inputType("ScheduleSpecInput", {
  description: "When a schedule fires: exactly one of these fields. Fields may be added.",
  isOneOf: true,
  fields: (t) => ({
    cron: t.field({ type: CronInput, description: "By a cron expression." }),
    every: t.field({ type: EveryInput, description: "At a fixed interval." }),
    calendar: t.field({ type: CalendarInput, description: "At times of day." }),
  }),
});
