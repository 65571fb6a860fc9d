import assert from "node:assert/strict";
import { test } from "node:test";
import { freshnessOf } from "./freshness.ts";

const at = (iso: string) => new Date(iso);
const quote = (iso: string, timeZone: string, type = "EQUITY") => ({ at: at(iso), timeZone, type });
const now = (iso: string) => at(iso).getTime();

test("a price has its instant, its day at the exchange and its age", () => {
  const { staleNote: _, ...fresh } = freshnessOf(
    quote("2026-11-29T23:30:00Z", "Australia/Sydney"),
    now("2026-11-30T01:00:30Z"),
  );
  assert.deepEqual(fresh, {
    at: "2026-11-29T23:30:00.000Z",
    day: "2026-11-30",
    timeZone: "Australia/Sydney",
    ageSeconds: 5_430,
    stale: false,
  });
});

const cases: [
  what: string,
  quote: Parameters<typeof freshnessOf>[0],
  now: string,
  stale: boolean,
][] = [
  [
    "a close of Friday on Monday morning",
    quote("2026-11-27T21:00:00Z", "America/New_York"),
    "2026-11-30T14:00:00Z",
    false,
  ],
  [
    "a close before Easter on Tuesday after it",
    quote("2026-04-02T15:30:00Z", "Europe/London"),
    "2026-04-07T06:00:00Z",
    false,
  ],
  [
    "a close of a Friday a week later",
    quote("2026-11-20T16:30:00Z", "Europe/London"),
    "2026-11-27T10:00:00Z",
    true,
  ],
  [
    "a cryptocurrency after an hour",
    quote("2026-11-29T10:00:00Z", "UTC", "CRYPTOCURRENCY"),
    "2026-11-29T11:00:00Z",
    false,
  ],
  [
    "a cryptocurrency after a day",
    quote("2026-11-28T10:00:00Z", "UTC", "CRYPTOCURRENCY"),
    "2026-11-29T11:00:00Z",
    true,
  ],
  [
    "a currency pair at the weekend",
    quote("2026-11-27T22:59:00Z", "Europe/London", "CURRENCY"),
    "2026-11-29T20:00:00Z",
    false,
  ],
];
for (const [what, priced, when, stale] of cases) {
  test(`${what} is ${stale ? "too old" : "not too old"}`, () => {
    const fresh = freshnessOf(priced, now(when));
    assert.equal(fresh.stale, stale);
    assert.equal(fresh.staleNote === null, !stale);
  });
}

test("the clocks of the source may be ahead, and a price without a time counts as old", () => {
  const ahead = quote("2026-11-29T12:00:05Z", "UTC", "CRYPTOCURRENCY");
  assert.equal(freshnessOf(ahead, now("2026-11-29T12:00:00Z")).ageSeconds, 0);
  const timeless = freshnessOf({ at: null, timeZone: null, type: "EQUITY" }, 0);
  assert.deepEqual([timeless.stale, timeless.ageSeconds, timeless.day], [true, null, null]);
});
