import assert from "node:assert/strict";
import { test } from "node:test";
import { meaningOf } from "./stop-signal.ts";

test("the first signal stops, a repetition within a second is ignored, a later one exits", () => {
  assert.equal(meaningOf(undefined, 5_000), "stop");
  assert.equal(meaningOf(5_000, 5_002), "repeat");
  assert.equal(meaningOf(5_000, 6_500), "exit");
});
