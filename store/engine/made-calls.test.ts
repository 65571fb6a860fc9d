import assert from "node:assert/strict";
import { test } from "node:test";
import { fallbackIn, handedTo, type MadeCall } from "./made-calls.ts";

const call = (step: number, over: Partial<MadeCall> = {}): MadeCall => ({
  ...{ id: `call_${step}`, kind: "model", step, status: "COMPLETED" },
  ...{ versionId: "version_a", model: null, handedTo: null },
  ...over,
});

test("the last hand-over before a step says who makes it", () => {
  const calls = [call(0, { handedTo: "version_b" }), call(1), call(2, { handedTo: "version_c" })];
  assert.deepEqual([0, 1, 2, 3].map((step) => handedTo(calls, step)), [
    null,
    "version_b",
    "version_b",
    "version_c",
  ]);
});

test("a version that asks its fallback model goes on to ask it, another one does not", () => {
  const calls = [call(1, { model: "small" }), call(0), call(1, { kind: "tool", model: "none" })];
  assert.equal(fallbackIn(calls, "version_a", 0), null);
  assert.equal(fallbackIn(calls, "version_a", 2), "small");
  assert.equal(fallbackIn(calls, "version_b", 2), null);
});
