import assert from "node:assert/strict";
import { test } from "node:test";
import { daysOf, faultOf, usualPeriods } from "./period.ts";

const now = Date.parse("2026-03-01T00:30:00Z");

test("days are counted in UTC, over the end of a month", () => {
  assert.deepEqual(usualPeriods(now)["Yesterday"], { from: "2026-02-28", to: "2026-02-28" });
  assert.deepEqual(usualPeriods(now)["This month"], { from: "2026-03-01", to: "2026-03-01" });
  assert.deepEqual(daysOf({ from: "2026-02-27", to: "2026-03-01" }), [
    ...["2026-02-27", "2026-02-28", "2026-03-01"],
  ]);
});

test("a period that the API refuses is explained before it is sent", () => {
  assert.equal(faultOf({ from: "2026-01-01", to: "2026-01-01" }), null);
  assert.match(faultOf({ from: "2026-01-02", to: "2026-01-01" }) ?? "", /after the last/);
  assert.match(faultOf({ from: "2024-01-01", to: "2026-01-01" }) ?? "", /at most 400 days/);
  assert.match(faultOf({ from: "", to: "2026-01-01" }) ?? "", /both days/);
});
