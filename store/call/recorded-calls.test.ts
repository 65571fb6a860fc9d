import assert from "node:assert/strict";
import { test } from "node:test";
import { fallbackIn, handedToVersionId, type RecordedCall } from "./recorded-calls.ts";

const call = (step: number, over: Partial<RecordedCall> = {}): RecordedCall => ({
  ...{ id: `call_${step}`, kind: "model", step, status: "COMPLETED" },
  ...{ versionId: "version_a", model: null, handedToVersionId: null },
  ...over,
});

test("the last hand-over before a step decides its version", () => {
  const calls = [
    call(0, { handedToVersionId: "version_b" }),
    call(1),
    call(2, { handedToVersionId: "version_c" }),
  ];
  assert.deepEqual([0, 1, 2, 3].map((step) => handedToVersionId(calls, step)), [
    null,
    "version_b",
    "version_b",
    "version_c",
  ]);
});

test("a version that calls its fallback model continues to, another version does not", () => {
  const calls = [call(1, { model: "small" }), call(0), call(1, { kind: "tool", model: "none" })];
  assert.equal(fallbackIn(calls, "version_a", 0), null);
  assert.equal(fallbackIn(calls, "version_a", 2), "small");
  assert.equal(fallbackIn(calls, "version_b", 2), null);
});
