import assert from "node:assert/strict";
import { test } from "node:test";
import { CircuitBreaker } from "./circuit-breaker.ts";

/** A breaker after so many failures at time 0, and its clock. */
function breaker(failures: number) {
  const clock = { now: 0 };
  const circuit = new CircuitBreaker(
    { failures: 5, firstMs: 5_000, maxMs: 60_000 },
    () => clock.now,
  );
  for (let n = 0; n < failures; n++) circuit.end("failure");
  return { circuit, clock };
}

test("a few failures leave the circuit closed, and a success resets their count", () => {
  const { circuit } = breaker(4);
  assert.equal(circuit.waitMs, 0);
  circuit.end("success");
  for (let n = 0; n < 4; n++) circuit.end("failure");
  assert.equal(circuit.waitMs, 0);
});

test("failures in a row open the circuit, for longer each time, to a limit", () => {
  const waits = [5, 6, 7, 30].map((n) => breaker(n).circuit.waitMs);
  assert.deepEqual(waits, [5_000, 10_000, 20_000, 60_000]);
});

test("when the time is over one call goes as a trial, and its success closes the circuit", () => {
  const { circuit, clock } = breaker(5);
  clock.now = 5_000;
  assert.equal(circuit.waitMs, 0);
  circuit.begin();
  clock.now = 5_001;
  assert.equal(circuit.waitMs, 4_999);
  clock.now = 5_100;
  circuit.end("success");
  assert.equal(circuit.waitMs, 0);
});

test("a trial that says nothing about the peer leaves the circuit open until the next one", () => {
  const { circuit, clock } = breaker(5);
  clock.now = 5_000;
  circuit.begin();
  circuit.end("unknown");
  assert.equal(circuit.waitMs, 5_000);
});
