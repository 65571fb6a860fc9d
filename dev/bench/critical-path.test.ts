import assert from "node:assert/strict";
import { test } from "node:test";
import { covered, criticalPath, type TimedPhase } from "./critical-path.ts";

const phase = (startedAt: number, endedAt: number, modelMs: number): TimedPhase => ({
  startedAt,
  endedAt,
  modelMs,
  tools: [],
});

test("of concurrent phases the slowest counts, of consecutive phases all", () => {
  const plan = phase(0, 100, 80);
  const searches = [phase(110, 150, 30), phase(110, 200, 70), phase(160, 190, 20)];
  const analyses = [phase(210, 300, 60), phase(210, 280, 65)];
  assert.deepEqual(criticalPath([plan, ...searches, ...analyses, phase(310, 400, 50)]), {
    phases: 4,
    modelMs: 80 + 70 + 60 + 50,
    toolMs: 0,
  });
});

test("phases without a duration can be on the path", () => {
  assert.equal(criticalPath([phase(5, 5, 1), phase(5, 5, 1)]).phases, 2);
  assert.equal(criticalPath([]).phases, 0);
});

test("concurrent tools count once", () => {
  assert.equal(covered([[0, 10], [5, 12], [20, 25], [21, 22]]), 17);
});
