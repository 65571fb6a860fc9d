import assert from "node:assert/strict";
import { test } from "node:test";
import { type Circuit, healthy, onEnd, onRequest, waitFor } from "./circuit.ts";

const outages = (n: number, now = 0): Circuit =>
  Array.from({ length: n }).reduce<Circuit>((c) => onEnd(c, false, now), healthy);

test("a few outages shut nothing, one success forgets them", () => {
  assert.equal(waitFor(outages(4), 0), 0);
  assert.deepEqual(onEnd(outages(4), true, 0), healthy);
});

test("outages in a row shut the circuit, for longer each time, to a limit", () => {
  assert.deepEqual([5, 6, 7, 30].map((n) => waitFor(outages(n), 0)), [
    5_000,
    10_000,
    20_000,
    60_000,
  ]);
});

test("after the shut time one request goes alone, and its success opens the circuit", () => {
  const shut = outages(5);
  assert.equal(waitFor(shut, 5_000), 0);
  const probing = onRequest(shut, 5_000);
  assert.equal(waitFor(probing, 5_001), 4_999);
  assert.equal(waitFor(onEnd(probing, true, 5_100), 5_100), 0);
});
