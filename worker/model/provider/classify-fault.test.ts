import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError, SDKError } from "@mistralai/mistralai/models/errors";
import type { Requested } from "./provider-error.ts";
import { classifyFault, isOutage, readRetryAfter, retryDelay } from "./classify-fault.ts";
import {
  AnswerTooLargeError,
  BrokenStreamError,
  SilentStreamError,
  UndecodableError,
} from "../stream/stream-faults.ts";

function answered(
  status: number,
  headers: Record<string, string> = {},
  requested: Requested = "append",
) {
  const response = new Response("{}", { status, headers });
  const request = new Request("http://127.0.0.1/");
  return classifyFault(
    new SDKError("raw upstream text", { response, request, body: "{}" }),
    requested,
  );
}

test("rate limits, conflicts, time-outs and server errors are retried", () => {
  for (const status of [408, 409, 429, 500, 502, 503, 504]) {
    assert.equal(answered(status).retry, true, String(status));
  }
});

test("other refusals end the turn and show nothing of the provider's text", () => {
  for (const status of [400, 401, 403, 404, 422]) {
    const { retry, failure } = answered(status);
    assert.equal(retry, false, String(status));
    assert.equal(failure.code, "REFUSED");
    assert.doesNotMatch(failure.message, /upstream/);
  }
});

test("x-should-retry takes precedence over the status", () => {
  assert.equal(answered(500, { "x-should-retry": "false" }).retry, false);
  assert.equal(answered(400, { "x-should-retry": "true" }).retry, true);
});

test("only a refused request and one that never connected are certainly not accepted", () => {
  assert.equal(answered(429).consumed, false);
  assert.equal(answered(500).consumed, true);
  assert.equal(classifyFault(new BrokenStreamError("cut"), "append").consumed, true);
  const cause = Object.assign(new Error("fetch failed"), { code: "ECONNREFUSED" });
  assert.equal(classifyFault(new ConnectionError("refused", { cause }), "start").consumed, false);
  const reset = new ConnectionError("reset", { cause: new Error("x") });
  assert.equal(classifyFault(reset, "start").consumed, true);
  assert.equal(classifyFault(reset, "other").consumed, false);
});

test("a silent provider timed out, also when the error is wrapped", () => {
  const silent = new SilentStreamError("nothing came");
  for (const fault of [silent, new ConnectionError("aborted", { cause: silent })]) {
    const { failure, retry, consumed } = classifyFault(fault, "append");
    assert.deepEqual([failure.code, retry, consumed], ["TIMED_OUT", true, true]);
  }
  assert.equal(classifyFault(new BrokenStreamError("cut"), "append").failure.code, "UNAVAILABLE");
});

test("a locked conversation is abandoned for a restart; a locked restart is waited for", () => {
  const append = answered(409);
  assert.deepEqual([append.consumed, append.counts], [true, true]);
  const restart = answered(409, {}, "restart");
  assert.deepEqual([restart.retry, restart.consumed, restart.counts], [true, false, false]);
});

test("refused tool results were delivered before: their answer is looked for", () => {
  const { retry, consumed } = answered(400, {}, "results");
  assert.deepEqual([retry, consumed], [true, true]);
  assert.equal(answered(400, {}, "restart").retry, false);
});

test("Retry-After is read as milliseconds, seconds or a date", () => {
  const wait = (headers: Record<string, string>) => readRetryAfter(new Headers(headers), 1_000);
  assert.equal(wait({ "retry-after-ms": "250" }), 250);
  assert.equal(wait({ "retry-after": "1.5" }), 1500);
  assert.equal(wait({ "retry-after": new Date(61_000).toUTCString() }), 60_000);
  assert.equal(wait({}), null);
});

test("waits double up to a limit, follow the provider and are never 0", () => {
  const waits = [1, 2, 3, 10].map((n) => retryDelay({ retryAfterMs: null }, n, 1000));
  assert.deepEqual(waits, [1000, 2000, 4000, 30_000]);
  assert.equal(retryDelay({ retryAfterMs: 90_000 }, 1, 1000), 90_000);
});

test("an unreadable answer is looked for and requested again, and is no outage", () => {
  const { retry, consumed, failure } = classifyFault(new UndecodableError("x"), "append");
  assert.deepEqual([retry, consumed, failure.code], [true, true, "UNAVAILABLE"]);
  assert.equal(isOutage(new UndecodableError("x")), false);
  assert.equal(isOutage(new BrokenStreamError("x")), true);
});

test("an answer that is too large fails the turn: a retry would be as large", () => {
  const { retry, failure } = classifyFault(new AnswerTooLargeError("x"), "append");
  assert.deepEqual([retry, failure.code], [false, "REFUSED"]);
  assert.equal(isOutage(new AnswerTooLargeError("x")), false);
});
