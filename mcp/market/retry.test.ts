import assert from "node:assert/strict";
import { test } from "node:test";
import { MarketFault } from "./fault.ts";
import { nextDelay } from "./retry.ts";

const policy = { attempts: 3, baseDelayMs: 100, maxDelayMs: 1_000 };

test("waits double, have jitter, are never zero, and end after the last attempt", () => {
  const down = new MarketFault("unavailable");
  assert.equal(nextDelay(down, 1, policy, 0), 50);
  assert.equal(nextDelay(down, 2, policy, 0.999), 200);
  assert.equal(nextDelay(down, 3, policy, 0), null);
  assert.equal(nextDelay(down, 1, { ...policy, baseDelayMs: 0 }, 0), 1);
});

test("a wait that Yahoo requires is observed completely, or the reading fails", () => {
  const limited = (retryAfterMs: number) => new MarketFault("rate_limited", { retryAfterMs });
  assert.equal(nextDelay(limited(900), 1, policy, 0), 900);
  assert.equal(nextDelay(limited(0), 1, policy, 0), 50);
  assert.equal(nextDelay(limited(1_001), 1, policy, 0), null);
});

test("permanent faults are not retried", () => {
  for (const code of ["not_found", "refused", "unreadable", "busy"] as const) {
    assert.equal(nextDelay(new MarketFault(code), 1, policy, 0), null);
  }
});
