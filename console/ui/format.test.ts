import assert from "node:assert/strict";
import { test } from "node:test";
import { cost, counted, duration, timeSince } from "./format.ts";

test("a duration is shown in its largest unit", () => {
  assert.deepEqual([0, 12, 1_500, 59_000, 61_000, 7_200_000, 200_000_000].map(duration), [
    ...["0 ms", "12 ms", "1.5 s", "59 s", "1 min", "2 h", "2 d"],
  ]);
});

test("a time is past, now or to come", () => {
  assert.deepEqual([timeSince(0, 4_200), timeSince(0, 300), timeSince(9_000, 0)], [
    ...["4 s ago", "now", "in 9 s"],
  ]);
});

test("a cost has enough digits to differ from nothing, and none is not zero", () => {
  assert.deepEqual(["12.5", "0.0213", "0.0000421", "0", null].map(cost), [
    ...["$12.50", "$0.021", "$0.00004", "$0", "–"],
  ]);
});

test("what is counted is in the plural unless it is one", () => {
  assert.deepEqual([0, 1, 1_200].map((value) => counted(value, "call")), [
    ...["0 calls", "1 call", "1,200 calls"],
  ]);
});
