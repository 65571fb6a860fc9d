import assert from "node:assert/strict";
import { test } from "node:test";
import { nextAfter } from "../follow/ending.ts";
import { GapError, StreamError } from "../errors.ts";
import { defaultRetry, failuresAfter, mayReconnect, waitAfter } from "./retry.ts";

test("waits are random, double up to a maximum, and end after the last attempt", () => {
  const bounds = [1, 2, 3, 4, 20].map((n) => waitAfter(n, defaultRetry, 0.999_999));
  assert.deepEqual(bounds, [250, 500, 1_000, 2_000, 10_000]);
  assert.equal(waitAfter(3, defaultRetry, 0), 0);
  assert.equal(waitAfter(defaultRetry.attempts + 1, defaultRetry, 0.5), undefined);
});

test("failures are counted from 1 again after an event and after a stable connection", () => {
  const count = (progress: boolean, openMs: number) =>
    failuresAfter({ failedBefore: 5, progress, openMs }, defaultRetry);
  assert.equal(count(true, 1), 1);
  assert.equal(count(false, defaultRetry.stableAfterMs), 1);
  assert.equal(count(false, 1), 6);
});

test("it reconnects after a cut, and after a refused token only with a fresh one", () => {
  for (const code of [undefined, 1000, 1001, 1006, 1011, 1012, 1013, 4408, 4500]) {
    assert.equal(mayReconnect(code, false), true, String(code));
  }
  for (const code of [1002, 1009, 4400, 4406]) assert.equal(mayReconnect(code, true), false);
  for (const code of [4401, 4403]) {
    assert.equal(mayReconnect(code, false), false);
    assert.equal(mayReconnect(code, true), true);
  }
});

test("complete ends the stream; a full buffer is drained first", () => {
  assert.deepEqual(nextAfter({ by: "complete" }), { do: "end" });
  assert.deepEqual(nextAfter({ by: "full" }), { do: "drain" });
});

test("a first gap resumes at once, a second one at the same position throws the missing numbers", () => {
  const gap = { by: "gap", last: 7, fromSeq: 10 } as const;
  const first = nextAfter({ ...gap, again: false });
  assert.equal(first.do, "resume");
  const second = nextAfter({ ...gap, again: true });
  assert.ok(second.do === "fail" && second.error instanceof GapError);
  assert.match(second.error.message, /events 8 to 9 are missing/);
});

test("a refusal throws its code, unless it is retryable", () => {
  const refusal = (retryable: boolean) =>
    nextAfter({
      by: "errors",
      errors: [{ message: "m", extensions: { code: "NOT_FOUND", retryable } }],
    });
  const failed = refusal(false);
  assert.ok(failed.do === "fail" && failed.error instanceof StreamError);
  assert.equal(failed.error.code, "NOT_FOUND");
  assert.equal(failed.error.retryable, false);
  const again = refusal(true);
  assert.ok(again.do === "retry" && again.error.retryable);
});
