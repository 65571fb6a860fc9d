import assert from "node:assert/strict";
import { test } from "node:test";
import { count, short, shortResult } from "./shorten.ts";

test("a value is one line of limited length", () => {
  assert.equal(short({ a: 1 }), '{"a":1}');
  assert.equal(short("a\n  b"), "a b");
  assert.equal(short("0123456789", 8), "01234...");
  assert.equal(short(undefined), "");
});

test("a price is printed as a price, and a sample is marked", () => {
  const price = { symbol: "NVDA", price: 1.5, currency: "USD" };
  assert.equal(shortResult(JSON.stringify(price)), "NVDA 1.5 USD");
  assert.equal(shortResult(JSON.stringify({ ...price, sample: true })), "NVDA 1.5 USD (sample)");
  assert.equal(shortResult("No security."), "No security.");
  assert.equal(shortResult(null), "nothing");
});

test("a count has the right number of its noun", () => {
  assert.deepEqual([count(1, "call"), count(0, "call")], ["1 call", "0 calls"]);
});
