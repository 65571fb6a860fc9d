import assert from "node:assert/strict";
import { test } from "node:test";
import { readRetryAfter, retryWait } from "./retry-wait.ts";
import { retryWaitsMs } from "./webhook.ts";

const hourMs = 60 * 60_000;

test("a delivery has ten attempts within four days, with a jitter of at most a fifth", () => {
  assert.equal(retryWait(0, null, 1), 0);
  assert.equal(retryWait(1, null, 0), 5_000);
  assert.equal(retryWait(1, null, 1), 6_000);
  assert.equal(retryWait(9, null, 0), 24 * hourMs);
  assert.equal(retryWait(10, null, 0), null);
  const most = retryWaitsMs.map((_, i) => retryWait(i, null, 1) ?? 0).reduce((a, b) => a + b);
  assert.ok(most < 96 * hourMs);
});

test("a receiver may ask for a longer wait, up to a day, and for no shorter one", () => {
  assert.equal(retryWait(1, 60_000, 0), 60_000);
  assert.equal(retryWait(2, 1_000, 0), 5 * 60_000);
  assert.equal(retryWait(1, 10 * 24 * hourMs, 0), 24 * hourMs);
  assert.equal(retryWait(10, 1_000, 0), null);
});

test("Retry-After is seconds or a date; anything else is ignored", () => {
  const now = Date.parse("2026-11-29T12:00:00Z");
  assert.equal(readRetryAfter("120", now), 120_000);
  assert.equal(readRetryAfter("Sun, 29 Nov 2026 12:01:00 GMT", now), 60_000);
  assert.equal(readRetryAfter("Sun, 29 Nov 2026 11:00:00 GMT", now), 0);
  for (const value of [undefined, "", "soon", "-5"]) {
    const read = readRetryAfter(value, now);
    assert.ok(read === null || read === 0, value);
  }
});
