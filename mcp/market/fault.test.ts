import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOfResponse, parseRetryAfter, toMarketFault } from "./fault.ts";
import { nextDelay } from "./retry.ts";
import { MarketFault } from "./fault.ts";
import { routeUpstream } from "./upstream-fetch.ts";

const policy = { attempts: 3, baseDelayMs: 100, maxDelayMs: 1_000 };
const codeOf = (status: number, body = "") =>
  faultOfResponse({ status, body, retryAfter: null }, 0).code;

test("statuses of Yahoo become our faults", () => {
  assert.equal(codeOf(429), "rate_limited");
  assert.equal(codeOf(401), "stale_crumb");
  assert.equal(codeOf(404), "not_found");
  assert.equal(codeOf(422), "refused");
  assert.equal(codeOf(502), "unavailable");
  assert.equal(codeOf(400, '{"description":"Invalid Crumb"}'), "stale_crumb");
});

test("Retry-After is read as seconds and as a date", () => {
  assert.equal(parseRetryAfter("2", 0), 2_000);
  assert.equal(parseRetryAfter("Thu, 01 Jan 1970 00:00:05 GMT", 1_000), 4_000);
  assert.equal(parseRetryAfter("soon", 0), undefined);
  assert.equal(parseRetryAfter(null, 0), undefined);
});

test("what the package throws loses its text on the way", () => {
  const fault = toMarketFault(new Error('Response: "<html>token=abc"'));
  assert.equal(fault.code, "unreadable");
  assert.equal(fault.message, "unreadable");
  assert.equal(toMarketFault(new DOMException("x", "TimeoutError")).code, "timed_out");
});

test("pauses double, are jittered, never zero, and end with the attempts", () => {
  const down = new MarketFault("unavailable");
  assert.equal(nextDelay(down, 1, policy, 0), 50);
  assert.equal(nextDelay(down, 2, policy, 0.999), 200);
  assert.equal(nextDelay(down, 3, policy, 0), undefined);
  assert.equal(nextDelay(down, 1, { ...policy, baseDelayMs: 0 }, 0), 1);
});

test("a wait that Yahoo asks for is kept in full or not begun", () => {
  const limited = (retryAfterMs: number) => new MarketFault("rate_limited", { retryAfterMs });
  assert.equal(nextDelay(limited(900), 1, policy, 0), 900);
  assert.equal(nextDelay(limited(0), 1, policy, 0), 50);
  assert.equal(nextDelay(limited(1_001), 1, policy, 0), undefined);
});

test("what will not get better is not tried again", () => {
  for (const code of ["not_found", "refused", "unreadable", "busy"] as const) {
    assert.equal(nextDelay(new MarketFault(code), 1, policy, 0), undefined);
  }
});

test("only Yahoo's hosts are reached, under the stand-in's base when there is one", () => {
  const quote = new URL("https://query2.finance.yahoo.com/v7/finance/quote?symbols=A");
  assert.equal(routeUpstream(quote, undefined).href, quote.href);
  assert.equal(
    routeUpstream(quote, "http://127.0.0.1:1/yahoo/").href,
    "http://127.0.0.1:1/yahoo/query2.finance.yahoo.com/v7/finance/quote?symbols=A",
  );
  for (const bad of ["https://evil.example/", "http://query2.finance.yahoo.com/"]) {
    assert.throws(() => routeUpstream(new URL(bad), undefined), { code: "refused" });
  }
});
