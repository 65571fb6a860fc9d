import assert from "node:assert/strict";
import { test } from "node:test";
import { restartDelay } from "./restart-delay.ts";

const now = 1_000_000;

test("each death within two minutes makes the wait longer, and the sixth ends the restarts", () => {
  const waits = [1, 2, 3, 4, 5, 6].map((count) =>
    restartDelay(Array.from({ length: count }, () => now), now, true)
  );
  assert.deepEqual(waits, [250, 1_000, 3_000, 10_000, 20_000, undefined]);
});

test("deaths before the last two minutes do not count", () => {
  assert.equal(restartDelay([1, 2, 3, 4, 5, 6, now], now, true), 250);
});

test("a part that never was ready is started three times", () => {
  assert.equal(restartDelay([now, now], now, false), 1_000);
  assert.equal(restartDelay([now, now, now], now, false), undefined);
});
