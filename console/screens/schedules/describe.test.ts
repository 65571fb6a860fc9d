import assert from "node:assert/strict";
import { test } from "node:test";
import { describeSpec, statusOf, timeIn } from "./describe.ts";

const cron = {
  __typename: "CronSpec" as const,
  ...{ expression: "0 7 * * MON-FRI", timeZone: "America/New_York" },
};

test("each kind of spec is said in words", () => {
  assert.equal(describeSpec(cron), "0 7 * * MON-FRI in America/New York");
  const every = { __typename: "EverySpec" as const, interval: "PT15M", offset: "PT0S" };
  assert.equal(describeSpec(every), "every 15 min");
  const calendar = {
    ...{ __typename: "CalendarSpec" as const, times: ["07:00", "17:30"], weekdays: [1, 5] },
    ...{ daysOfMonth: [], months: [], timeZone: "UTC" },
  };
  assert.equal(describeSpec(calendar), "at 07:00, 17:30 on Mon, Fri in UTC");
});

test("a nominal time is shown in the zone of the schedule", () => {
  const now = new Date("2026-11-29T12:00:00Z");
  assert.match(timeIn(cron, "2026-11-30T12:00:00.000Z", now), /0?7:00/);
  assert.doesNotMatch(timeIn(cron, "2026-11-30T12:00:00.000Z", now), /2026/);
  assert.match(timeIn(cron, "2028-02-29T12:00:00.000Z", now), /2028/);
});

test("a firing that started shows how its work has ended", () => {
  assert.equal(statusOf({ decision: "STARTED", workStatus: null }), "STARTED");
  assert.equal(statusOf({ decision: "STARTED", workStatus: "FAILED" }), "FAILED");
  assert.equal(statusOf({ decision: "MISSED", workStatus: null }), "MISSED");
});
