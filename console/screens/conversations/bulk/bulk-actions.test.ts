import assert from "node:assert/strict";
import { test } from "node:test";
import { labelsAfter } from "./bulk-actions.ts";

test("labels are added and removed once, and the others stay in their order", () => {
  const change = { add: ["c", "a"], remove: ["b", "x"] };
  assert.deepEqual(labelsAfter(["a", "b", "d"], change), ["a", "d", "c"]);
  assert.deepEqual(labelsAfter([], { add: [], remove: ["a"] }), []);
});
