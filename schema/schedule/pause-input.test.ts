import assert from "node:assert/strict";
import { test } from "node:test";
import { backfillIssues, pauseIssues, toPauseSchedule } from "./pause-input.ts";

const now = new Date("2026-11-30T12:00:00Z");
const at = (time: string) => new Date(time);

test("a pause ends in the future, or when it is ended, and has a reason", () => {
  const paths = (until: Date | null, reason = "Holidays.") =>
    pauseIssues({ reason, until }, now).map(({ path }) => path.join("."));
  assert.deepEqual(paths(null), []);
  assert.deepEqual(paths(at("2026-11-30T12:00:00.001Z")), []);
  assert.deepEqual(paths(now), ["until"]);
  assert.deepEqual(paths(at("2026-11-30T11:59:59Z"), "x".repeat(501)), ["reason", "until"]);
});

test("the time zone of an end is that of the client, and does not change the moment", () => {
  const until = at("2026-12-01T00:00:00+02:00");
  const given = { idempotencyKey: "k", scheduleId: "schedule_1", reason: " Away. ", until };
  const { reason, until: stored } = toPauseSchedule(given);
  assert.deepEqual([reason, stored], ["Away.", "2026-11-30T22:00:00.000Z"]);
});

test("what is made up for is in the past, in its order, and within a year", () => {
  const paths = (from: string, to: string) =>
    backfillIssues(
      { idempotencyKey: "k", scheduleId: "s", from: at(from), to: at(to), dryRun: true },
      now,
    ).map(({ path }) => path.join("."));
  assert.deepEqual(paths("2026-11-01T00:00:00Z", "2026-11-30T12:00:00Z"), []);
  assert.deepEqual(paths("2026-11-02T00:00:00Z", "2026-11-01T00:00:00Z"), ["to"]);
  assert.deepEqual(paths("2026-11-01T00:00:00Z", "2026-11-30T12:00:01Z"), ["to"]);
  assert.deepEqual(paths("2025-11-01T00:00:00Z", "2026-11-01T00:00:00Z"), ["from"]);
});
