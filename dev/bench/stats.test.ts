import assert from "node:assert/strict";
import { test } from "node:test";
import { summary, table } from "./stats.ts";

test("percentiles are values that were measured", () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  assert.deepEqual(summary(hundred), { count: 100, p50: 50, p99: 99, max: 100 });
  assert.deepEqual(summary([7]), { count: 1, p50: 7, p99: 7, max: 7 });
});

test("a table is Markdown", () => {
  assert.equal(table(["a"], [["1"]]), "| a |\n| --- |\n| 1 |");
});
