import assert from "node:assert/strict";
import { test } from "node:test";
import { daysIn, timeZone, weekdaysBetween } from "./exchange-day.ts";

const days: [zone: string | null, at: string, day: string][] = [
  ["Australia/Sydney", "2026-11-26T23:00:00Z", "2026-11-27"],
  ["Pacific/Auckland", "2026-11-29T21:00:00Z", "2026-11-30"],
  ["Asia/Tokyo", "2026-11-27T00:00:00Z", "2026-11-27"],
  ["America/New_York", "2026-11-28T01:00:00Z", "2026-11-27"],
  ["Europe/London", "2026-07-01T23:30:00Z", "2026-07-02"],
  [null, "2026-11-26T23:00:00Z", "2026-11-26"],
];
for (const [zone, at, day] of days) {
  test(`${at} is ${day} in ${zone ?? "UTC"}`, () => {
    assert.equal(daysIn(zone)(new Date(at)), day);
  });
}

test("an unknown time zone is none", () => {
  for (const raw of ["Mars/Base", "", 7, undefined]) assert.equal(timeZone.parse(raw), null);
  assert.equal(timeZone.parse("Asia/Kolkata"), "Asia/Kolkata");
});

test("weekdays between two days are counted without both", () => {
  const between: [string, string, number][] = [
    ["2026-11-27", "2026-11-30", 0],
    ["2026-11-27", "2026-12-01", 1],
    ["2026-04-02", "2026-04-07", 2],
    ["2026-10-30", "2026-11-29", 20],
    ["2026-11-25", "2026-11-25", 0],
    ["2026-11-25", "2026-11-20", 0],
  ];
  for (const [from, to, count] of between) assert.equal(weekdaysBetween(from, to), count, from);
});
