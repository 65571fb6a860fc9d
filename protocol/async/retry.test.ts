import assert from "node:assert/strict";
import { test } from "node:test";
import { backoffMs, retry } from "./retry.ts";

/** Fails so many times, then answers with the number of calls. */
function flaky(failures: number) {
  let calls = 0;
  return () => ++calls > failures ? Promise.resolve(calls) : Promise.reject(new Error(`${calls}`));
}

test("a work that fails is repeated until it succeeds; each failure before that is reported", async () => {
  const reported: string[] = [];
  const onRetry = (error: unknown, attempt: number) => reported.push(`${error} ${attempt}`);
  assert.equal(await retry(flaky(2), () => 0, { onRetry }), 3);
  assert.deepEqual(reported, ["Error: 1 1", "Error: 2 2"]);
});

test("the last error is thrown when no further attempt is allowed", async () => {
  await assert.rejects(retry(flaky(9), (attempt) => attempt < 3 ? 0 : null), /3/);
});

test("an abort ends the wait, and the last error is thrown", async () => {
  const stop = new AbortController();
  const retrying = retry(flaky(9), () => 60_000, { signal: stop.signal });
  stop.abort();
  await assert.rejects(retrying, /1/);
});

test("a backoff doubles up to its limit", () => {
  const waits = [1, 2, 3, 4, 5].map((n) => backoffMs(n, { firstMs: 50, maxMs: 300 }));
  assert.deepEqual(waits, [50, 100, 200, 300, 300]);
});
