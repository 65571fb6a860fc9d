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
const held = (n: number, interrupted: boolean, maybeSent = interrupted) =>
  ({ outcome: "claimed", fence: n, attempt: n, interrupted, maybeSent }) as const;

test("a finished call is never made again, however it ended", () => {
  for (const status of ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"]) {
    assert.deepEqual(decideClaim(row(status, 1), policy), { outcome: "finished" });
  }
});

test("a new call is held as attempt 1 of fence 1", () => {
  assert.deepEqual(decideClaim(row("QUEUED", 0), policy), held(1, false));
});

test("while an earlier attempt may still send, a claim waits and counts no attempt", () => {
  assert.deepEqual(decideClaim(row("RUNNING", 1, 420), policy), { outcome: "wait", waitMs: 420 });
});

test("an attempt that ended without a word is known as interrupted, one that told of its failure is not", () => {
  const after = (status: string) => decideClaim(row(status, 1, -5), policy);
  assert.deepEqual(after("RUNNING"), held(2, true));
  assert.deepEqual(after("WAITING"), held(2, false));
});

test("once a request may have been taken in, every later attempt knows it", () => {
  const failed = { ...row("WAITING", 2), maybeSent: true };
  assert.deepEqual(decideClaim(failed, policy), held(3, false, true));
});

test("attempts are bounded by the row, also when every worker dies", () => {
  assert.equal(decideClaim(row("RUNNING", 3, -5), policy).outcome, "exhausted");
});

test("a call that is to be tried again is not claimed before its time, whoever asks", () => {
  const waiting = { ...row("WAITING", 1), retryMs: 700 };
  assert.deepEqual(decideClaim(waiting, policy), { outcome: "wait", waitMs: 700 });
  assert.equal(decideClaim({ ...waiting, retryMs: -1 }, policy).outcome, "claimed");
});
