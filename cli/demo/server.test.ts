import assert from "node:assert/strict";
import { test } from "node:test";
import { isWorker } from "./server.ts";

test("a worker is known by its command, from its sources or as it is built, and nothing else is", () => {
  assert.ok(isWorker("node --import tsx worker/main.ts"));
  assert.ok(isWorker("node /x/node_modules/.tramontane/9d/worker/main.mjs"));
  for (const other of ["node sandbox/main.mjs", "vim worker/main.ts.md", ""]) {
    assert.equal(isWorker(other), false, other);
  }
});
