import assert from "node:assert/strict";
import { test } from "node:test";
import { nextTimes, specFault, timesBetween } from "./nominal-times.ts";
import type { CalendarSpec, ScheduleSpec } from "./schedule.ts";
import { isTimeZone } from "./zone-time.ts";

const cron = (expression: string, timeZone: string): ScheduleSpec => ({
  kind: "cron",
  expression,
  timeZone,
});
const times = (spec: ScheduleSpec, after: string, most: number) =>
  nextTimes(spec, new Date(after), most).map((time) => time.toISOString().slice(0, 16) + "Z");

/** Of each zone: its switches of 2026 in local dates, and what `30 2 * * *` (Lord Howe: 15 2) must give around them. */
const switches = [
  {
    zone: "America/New_York",
    daily: "30 2 * * *",
    // 2:00 becomes 3:00 on 8 March: 2:30 does not exist, the firing is at 3:00 EDT.
    gap: ["2026-03-07T12:00:00Z", ["2026-03-08T07:00Z", "2026-03-09T06:30Z"]],
    // 2:00 becomes 1:00 on 1 November: 1:30 occurs at 5:30 and 6:30 UTC.
    twice: ["30 1 * * *", "2026-10-31T12:00:00Z", ["2026-11-01T05:30Z", "2026-11-02T06:30Z"]],
    hours: ["2026-11-01T04:30:00Z", [5, 6, 7, 8]],
  },
  {
    zone: "Europe/Berlin",
    daily: "30 2 * * *",
    gap: ["2026-03-28T12:00:00Z", ["2026-03-29T01:00Z", "2026-03-30T00:30Z"]],
    twice: ["30 2 * * *", "2026-10-24T12:00:00Z", ["2026-10-25T00:30Z", "2026-10-26T01:30Z"]],
    hours: ["2026-10-24T23:30:00Z", [0, 1, 2, 3]],
  },
  {
    // The southern hemisphere: summer time begins in October.
    zone: "Australia/Sydney",
    daily: "30 2 * * *",
    gap: ["2026-10-03T12:00:00Z", ["2026-10-03T16:00Z", "2026-10-04T15:30Z"]],
    twice: ["30 2 * * *", "2026-04-04T12:00:00Z", ["2026-04-04T15:30Z", "2026-04-05T16:30Z"]],
    hours: ["2026-04-04T14:30:00Z", [15, 16, 17, 18]],
  },
] as const;

for (const { zone, daily, gap, twice, hours } of switches) {
  test(`${zone}: a local time that the switch leaves out takes place right after the gap`, () => {
    assert.deepEqual(times(cron(daily, zone), gap[0], 2), gap[1]);
    const calendar: CalendarSpec = {
      ...{ kind: "calendar", times: ["02:30"], timeZone: zone },
      ...{ months: [], daysOfMonth: [], weekdays: [] },
    };
    assert.deepEqual(times(calendar, gap[0], 2), gap[1], "a calendar is the same");
  });

  test(`${zone}: a local time that occurs twice takes place the first time alone`, () => {
    const [expression, after, expected] = twice;
    assert.deepEqual(times(cron(expression, zone), after, 2), expected);
  });

  test(`${zone}: each hour of both switches takes place once`, () => {
    const found = nextTimes(cron("0 * * * *", zone), new Date(hours[0]), 4);
    assert.deepEqual(found.map((time) => time.getUTCHours()), hours[1]);
    const spring = nextTimes(cron("0 * * * *", zone), new Date(gap[0]), 24);
    const steps = spring.slice(1).map((time, i) => time.getTime() - (spring[i]?.getTime() ?? 0));
    assert.deepEqual([...new Set(steps)], [3_600_000]);
  });
}

test("one date in the year, a day of each week and a list of hours are no exception at a switch", () => {
  const newYork = (expression: string) => cron(expression, "America/New_York");
  const yearly = newYork("30 1 1 11 *");
  for (const after of ["2026-11-01T05:30:00Z", "2026-11-01T05:45:00Z", "2026-11-01T06:45:00Z"]) {
    assert.deepEqual(times(yearly, after, 1), ["2027-11-01T05:30Z"], after);
  }
  const inGap = ["2026-03-08T07:00Z", "2027-03-08T07:30Z"];
  assert.deepEqual(times(newYork("30 2 8 3 *"), "2026-03-08T04:00:00Z", 2), inGap);
  const sundays = ["2026-11-01T05:30Z", "2026-11-08T06:30Z"];
  assert.deepEqual(times(newYork("30 1 * * SUN"), "2026-10-31T12:00:00Z", 2), sundays);
  const listed = ["2026-03-08T06:30Z", "2026-03-08T07:00Z", "2026-03-08T07:30Z"];
  assert.deepEqual(times(newYork("30 1,2,3 * * *"), "2026-03-08T05:00:00Z", 3), listed);
});

test("a half hour's switch, and one at midnight, are no exception", () => {
  const lordHowe = ["2026-10-03T15:30Z", "2026-10-04T15:15Z"];
  assert.deepEqual(
    times(cron("15 2 * * *", "Australia/Lord_Howe"), "2026-10-03T04:00:00Z", 2),
    lordHowe,
  );
  const cairo = ["2026-04-22T22:00Z", "2026-04-23T22:00Z", "2026-04-24T21:00Z"];
  assert.deepEqual(times(cron("0 0 * * *", "Africa/Cairo"), "2026-04-22T12:00:00Z", 3), cairo);
});

test("whatever the moment that one asks from, the next time is later and the same as in the list", () => {
  const zones = ["America/New_York", "Europe/Berlin", "Australia/Sydney", "Australia/Lord_Howe"];
  const all = ["30 2 * * *", "15 1,2,3 * * *", "*/20 * * * *", "*/30 2 * * *", "0 0 * * SUN"];
  const quarterMs = 15 * 60_000;
  for (const spec of zones.flatMap((zone) => all.map((expression) => cron(expression, zone)))) {
    for (const day of ["2026-03-07", "2026-03-28", "2026-04-04", "2026-10-03", "2026-10-31"]) {
      const from = Date.parse(`${day}T10:00:00Z`);
      const list = timesBetween(spec, new Date(from), new Date(from + 96 * quarterMs), 200);
      for (let after = from; after < from + 80 * quarterMs; after += quarterMs) {
        const [next] = nextTimes(spec, new Date(after), 1);
        const expected = list.find((time) => time.getTime() > after);
        if (expected) assert.deepEqual(next, expected, JSON.stringify(spec));
        assert.ok(next && next.getTime() > after);
      }
    }
  }
});

test("weekdays at 7:00 in New York stay at 7:00 across both switches", () => {
  const spec = cron("0 7 * * MON-FRI", "America/New_York");
  assert.deepEqual(times(spec, "2026-03-06T00:00:00Z", 2), [
    "2026-03-06T12:00Z",
    "2026-03-09T11:00Z",
  ]);
  assert.deepEqual(times(spec, "2026-10-30T00:00:00Z", 2), [
    "2026-10-30T11:00Z",
    "2026-11-02T12:00Z",
  ]);
});

test("an interval is counted from 1970, later by its offset", () => {
  const every: ScheduleSpec = { kind: "every", everyMs: 900_000, offsetMs: 60_000 };
  const expected = ["2026-03-08T06:46Z", "2026-03-08T07:01Z", "2026-03-08T07:16Z"];
  assert.deepEqual(times(every, "2026-03-08T06:31:00Z", 3), expected);
});

test("a calendar takes place on days that match the day of the month and the weekday", () => {
  const friday13: CalendarSpec = {
    ...{ kind: "calendar", times: ["09:00", "17:30"], timeZone: "UTC" },
    ...{ months: [], daysOfMonth: [13], weekdays: [5] },
  };
  const expected = ["2026-02-13T09:00Z", "2026-02-13T17:30Z", "2026-03-13T09:00Z"];
  assert.deepEqual(times(friday13, "2026-01-14T00:00:00Z", 3), expected);
});

test("the times between two moments include the second and not the first", () => {
  const hourly = cron("0 * * * *", "UTC");
  const [from, to] = [new Date("2026-01-01T00:00:00Z"), new Date("2026-01-08T00:00:00Z")];
  const all = timesBetween(hourly, from, to, 1_000);
  assert.equal(all.length, 168);
  assert.deepEqual([all[0]?.getUTCHours(), all.at(-1)?.getTime()], [1, to.getTime()]);
  assert.equal(timesBetween(hourly, from, to, 7).length, 7);
});

test("a spec that never takes place, and one that is none, says why", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  assert.equal(specFault(cron("0 7 * * MON-FRI", "America/New_York"), now), null);
  assert.match(specFault(cron("0 0 30 2 *", "UTC"), now) ?? "", /never/);
  for (
    const bad of [
      "61 * * * *",
      "* * * *",
      "* * * * * *",
      "@daily",
      "a b c d e",
      "",
      "2026-12-24T10:00:00Z",
    ]
  ) {
    assert.notEqual(specFault(cron(bad, "UTC"), now), null, bad);
  }
});

test("a time zone is a name of the IANA list, not an offset", () => {
  for (const good of ["UTC", "America/New_York", "Pacific/Auckland"]) assert.ok(isTimeZone(good));
  for (const bad of ["", "+02:00", "Mars/Olympus", "New York"]) assert.ok(!isTimeZone(bad), bad);
});
