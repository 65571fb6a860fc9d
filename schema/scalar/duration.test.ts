import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDuration, parseDuration } from "./duration.ts";

test("a duration is the sum of its parts", () => {
  assert.equal(parseDuration("PT30S"), 30_000);
  assert.equal(parseDuration("P1DT2H3M4.5S"), 93_784_500);
  assert.equal(parseDuration("PT1.005S"), 1_005);
  assert.equal(parseDuration("P30D"), 2_592_000_000);
});

test("months, blanks, single letters and more than a century are not durations", () => {
  for (
    const text of ["", "P", "PT", "P1M", "30s", "PT-1S", "P1DT", "P36501D", `P${"9".repeat(400)}D`]
  ) {
    assert.equal(parseDuration(text), null, text);
  }
});

test("a formatted duration equals the parsed text", () => {
  for (const text of ["P1D", "PT20S", "P2DT3H4M5.5S", "PT0S", "PT1H30M"]) {
    assert.equal(formatDuration(parseDuration(text) ?? -1), text);
  }
});
