import assert from "node:assert/strict";
import { test } from "node:test";
import { decideClaim } from "./claim.ts";

const policy = { maxAttempts: 3 };
const row = (status: string, attempts: number, waitMs: number | null = null) => ({
  status,
  attempts,
  waitMs,
  fence: attempts,
  maybeSent: false,
});
const claimed = (n: number, interrupted: boolean, maybeSent = interrupted) =>
  ({ outcome: "claimed", fence: n, attempt: n, interrupted, maybeSent }) as const;

test("a finished call is never made again, whatever its outcome", () => {
  for (const status of ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"]) {
    assert.deepEqual(decideClaim(row(status, 1), policy), { outcome: "finished" });
  }
});

test("a new call is claimed as attempt 1 with fence 1", () => {
  assert.deepEqual(decideClaim(row("QUEUED", 0), policy), claimed(1, false));
});

test("while an earlier attempt may still send, a claim waits and counts no attempt", () => {
  assert.deepEqual(decideClaim(row("RUNNING", 1, 420), policy), { outcome: "wait", waitMs: 420 });
});

test("an attempt without a reported outcome counts as interrupted, one that reported its failure does not", () => {
  const after = (status: string) => decideClaim(row(status, 1, -5), policy);
  assert.deepEqual(after("RUNNING"), claimed(2, true));
  assert.deepEqual(after("WAITING"), claimed(2, false));
});

test("once a request may have been accepted, every later attempt knows it", () => {
  const failed = { ...row("WAITING", 2), maybeSent: true };
  assert.deepEqual(decideClaim(failed, policy), claimed(3, false, true));
});

test("the row limits attempts, also when every worker dies", () => {
  assert.equal(decideClaim(row("RUNNING", 3, -5), policy).outcome, "exhausted");
});

test("a call is not claimed before its retry time", () => {
  const waiting = { ...row("WAITING", 1), retryMs: 700 };
  assert.deepEqual(decideClaim(waiting, policy), { outcome: "wait", waitMs: 700 });
  assert.equal(decideClaim({ ...waiting, retryMs: -1 }, policy).outcome, "claimed");
});
