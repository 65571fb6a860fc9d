import assert from "node:assert/strict";
import { test } from "node:test";
import { cpuTimeBetween, readStat } from "./cpu-time.ts";

test("the fields of a line of /proc are found after a name with spaces and brackets", () => {
  const stat = "42 (a (b) c) S 7 42 42 0 -1 4194304 1 2 3 4 100 20 3 1 20 0 1 0 99 1 2";
  assert.deepEqual(readStat(stat), { ppid: 7, ms: 1_240 });
});

test("the time of a part is the difference of two readings, and never negative", () => {
  const before = { worker: 100, api: 50 };
  assert.deepEqual(cpuTimeBetween(before, { worker: 130, api: 40, mcp: 5 }), {
    worker: 30,
    api: 0,
    mcp: 5,
  });
});
