import assert from "node:assert/strict";
import { test } from "node:test";
import { ceilingIssues, showLimit } from "./ceilings.ts";
import { unlimited } from "./tenant-limits.ts";

const ceilings = { ...unlimited, turnsInFlight: 10, costPerDay: 25_000_000_000 };
const pathsOf = (limits: Parameters<typeof ceilingIssues>[0]) =>
  ceilingIssues(limits, ceilings).map(({ path }) => path[0]);

test("a limit may be lowered below its ceiling, and not be raised above it or be removed", () => {
  assert.deepEqual(pathsOf({ turnsInFlight: 10, costPerDay: 1 }), []);
  assert.deepEqual(pathsOf({ turnsInFlight: 11, costPerDay: null }), [
    "turnsInFlight",
    "costPerDay",
  ]);
  assert.deepEqual(pathsOf({}), []);
});

test("without a ceiling every limit is accepted", () => {
  assert.deepEqual(pathsOf({ pointsPerDay: 2_000_000, pointsPerMinute: null }), []);
});

test("limits are shown with their unit", () => {
  const [issue] = ceilingIssues({ costPerDay: 26_000_000_000 }, ceilings);
  assert.match(issue?.message ?? "", /^At most 25 USD/);
  assert.deepEqual([showLimit("turnsInFlight", null), showLimit("turnsInFlight", 3)], [
    "none",
    "3",
  ]);
});
