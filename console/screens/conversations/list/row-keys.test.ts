import assert from "node:assert/strict";
import { test } from "node:test";
import { nextRow } from "./row-keys.ts";

test("the keys go from the row of the focus to its neighbour, and stay at the ends", () => {
  const ids = ["a", "b", "c"];
  assert.deepEqual(
    [nextRow(ids, undefined, 1), nextRow(ids, "a", 1), nextRow(ids, "c", 1), nextRow(ids, "a", -1)],
    ["a", "b", "c", "a"],
  );
  assert.equal(nextRow(ids, "gone", 1), "a");
  assert.equal(nextRow([], undefined, 1), undefined);
});
