import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOfResponse, parseRetryAfter, toMarketFault } from "./fault.ts";

const codeOf = (status: number, body = "") =>
  faultOfResponse({ status, body, retryAfter: null }, 0).code;

test("HTTP statuses of Yahoo become faults", () => {
  assert.equal(codeOf(429), "rate_limited");
  assert.equal(codeOf(401), "stale_crumb");
  assert.equal(codeOf(404), "not_found");
  assert.equal(codeOf(422), "refused");
  assert.equal(codeOf(502), "unavailable");
  assert.equal(codeOf(400, '{"description":"Invalid Crumb"}'), "stale_crumb");
});

test("Retry-After is parsed as seconds and as a date", () => {
  assert.equal(parseRetryAfter("2", 0), 2_000);
  assert.equal(parseRetryAfter("Thu, 01 Jan 1970 00:00:05 GMT", 1_000), 4_000);
  assert.equal(parseRetryAfter("soon", 0), undefined);
  assert.equal(parseRetryAfter(null, 0), undefined);
});

test("faults do not contain the text of the package's errors", () => {
  const fault = toMarketFault(new Error('Response: "<html>token=abc"'));
  assert.equal(fault.code, "unreadable");
  assert.equal(fault.message, "unreadable");
  assert.equal(toMarketFault(new DOMException("x", "TimeoutError")).code, "timed_out");
});
