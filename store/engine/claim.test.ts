import assert from "node:assert/strict";
import { test } from "node:test";
import { decideClaim } from "./claim.ts";

const policy = { maxAttempts: 3 };
const row = (status: string, attempts: number, waitMs: number | null = null) => ({
  status,
  attempts,
  waitMs,
  fence: attempts,
});

test("a finished call is never made again, however it ended", () => {
  for (const status of ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"]) {
    assert.deepEqual(decideClaim(row(status, 1), policy), { claimed: "finished" });
  }
});

test("a new call is held as attempt 1 of fence 1", () => {
  const held = { claimed: "held", fence: 1, attempt: 1, interrupted: false };
  assert.deepEqual(decideClaim(row("QUEUED", 0), policy), held);
});

test("while an earlier attempt may still send, a claim waits and counts no attempt", () => {
  assert.deepEqual(decideClaim(row("RUNNING", 1, 420), policy), { claimed: "later", waitMs: 420 });
});

test("an attempt that ended without a word is known as interrupted, one that told of its failure is not", () => {
  const after = (status: string) => decideClaim(row(status, 1, -5), policy);
  assert.deepEqual(after("RUNNING"), { claimed: "held", fence: 2, attempt: 2, interrupted: true });
  assert.deepEqual(after("WAITING"), { claimed: "held", fence: 2, attempt: 2, interrupted: false });
});

test("attempts are bounded by the row, also when every worker dies", () => {
  assert.equal(decideClaim(row("RUNNING", 3, -5), policy).claimed, "exhausted");
});
