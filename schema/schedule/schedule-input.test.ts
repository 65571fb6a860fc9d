import assert from "node:assert/strict";
import { test } from "node:test";
import { settingsIssues, type WorkInput } from "./schedule-input.ts";
import type { SpecInput } from "./spec-input.ts";

const minuteMs = 60_000;
const pathsOf = (input: Parameters<typeof settingsIssues>[0]) =>
  settingsIssues(input).map(({ path }) => path.join("."));
const specPaths = (spec: SpecInput) => pathsOf({ spec });
const said = (text: string): WorkInput => ({
  conversation: { agent: "analyst", labels: [], text },
});
const messages = (work: WorkInput) => settingsIssues({ work }).map(({ message }) => message);

test("a cron expression has five parts, a time zone of the IANA list, and takes place", () => {
  const cron = (expression: string, timeZone = "Europe/Berlin") =>
    specPaths({ cron: { expression, timeZone } });
  assert.deepEqual(cron("0 7 * * MON-FRI"), []);
  for (
    const bad of ["0 0 30 2 *", "@daily", "2030-01-01T00:00:00", "* * * * * *", "x".repeat(999)]
  ) {
    assert.deepEqual(cron(bad), ["spec.cron.expression"], bad);
  }
  for (const zone of ["Mars/Olympus", "+02:00", "", "x".repeat(99)]) {
    assert.deepEqual(cron("0 7 * * *", zone), ["spec.cron.timeZone"], zone);
  }
});

test("a part of an expression that is wrong is named without a number that was not written", () => {
  const [issue] = settingsIssues({ spec: { cron: { expression: "0 0 0 * *", timeZone: "UTC" } } });
  assert.equal(issue?.message, "This is no schedule: Invalid value for day");
});

test("an interval has a minute or more, in whole seconds, as Temporal has them", () => {
  const every = (interval: number, offset = 0) => specPaths({ every: { interval, offset } });
  assert.deepEqual(every(minuteMs, 30_000), []);
  assert.deepEqual(every(minuteMs - 1_000), ["spec.every.interval"]);
  assert.deepEqual(every(minuteMs + 1), ["spec.every.interval"]);
  assert.deepEqual(every(minuteMs, 500), ["spec.every.offset"]);
  assert.deepEqual(every(minuteMs, minuteMs), ["spec.every.offset"]);
});

test("a calendar has times of day, and days that exist", () => {
  const days = { weekdays: [], daysOfMonth: [], months: [], timeZone: "UTC" };
  const calendar = (over: object) =>
    specPaths({ calendar: { times: ["07:00"], ...days, ...over } });
  assert.deepEqual(calendar({}), []);
  assert.deepEqual(calendar({ times: [] }), ["spec.calendar.times"]);
  assert.deepEqual(calendar({ times: ["7:00"] }), ["spec.calendar.times.0"]);
  assert.deepEqual(calendar({ weekdays: [7] }), ["spec.calendar.weekdays.0"]);
  assert.deepEqual(calendar({ daysOfMonth: [30], months: [2] }), ["spec.calendar"]);
});

test("a template has known values, and a text that is neither empty nor too long once it is filled", () => {
  assert.deepEqual(messages(said("{{date}}: {{last.reply}}")), []);
  assert.match(messages(said("{{now}}"))[0] ?? "", /no value {{now}}/);
  assert.match(messages(said("{{last.reply}}"))[0] ?? "", /first firing has no earlier reply/);
  assert.match(messages(said(" "))[0] ?? "", /not empty/);
  assert.match(messages(said("{{due}}".repeat(2_000)))[0] ?? "", /at most 32000/);
  assert.equal(messages(said("x".repeat(32_001))).length, 1);
});

test("limits of firings have a range", () => {
  const wrong = { catchUp: 59_999, jitter: 3_600_001, pauseAfterFailures: 0 };
  assert.deepEqual(pathsOf(wrong), ["catchUp", "jitter", "pauseAfterFailures"]);
  assert.deepEqual(pathsOf({ catchUp: minuteMs, jitter: 0, pauseAfterFailures: null }), []);
});
