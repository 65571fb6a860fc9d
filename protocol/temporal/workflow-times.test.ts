import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultTimes, readTimes } from "./workflow-times.ts";

test("an unset variable has its default, a set one wins", () => {
  const none = () => assert.fail("no fault");
  assert.deepEqual(readTimes({}, none), defaultTimes);
  assert.equal(readTimes({ SLEEP_AFTER_MS: "250" }, none).sleepAfterMs, 250);
});

test("invalid values are reported and replaced by defaults", () => {
  const faults: string[] = [];
  const times = readTimes({ HEARTBEAT_MS: "soon", EVENTS_PER_RUN: "1" }, (f) => faults.push(f));
  assert.deepEqual(times, defaultTimes);
  assert.deepEqual(faults.map((f) => f.split(" ")[0]), ["HEARTBEAT_MS", "EVENTS_PER_RUN"]);
});
