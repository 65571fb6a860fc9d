import assert from "node:assert/strict";
import { test } from "node:test";
import { pinningFor } from "./pin.ts";

test("each worker has a processor of its own, everything else has the others", () => {
  assert.deepEqual(pinningFor(2, 8), { worker: "0", "worker-2": "1", "": "2-7" });
  assert.deepEqual(pinningFor(1, 2), { worker: "0", "": "1-1" });
});

test("a machine with too few processors pins no worker", () => {
  assert.equal(pinningFor(2, 2), undefined);
});
