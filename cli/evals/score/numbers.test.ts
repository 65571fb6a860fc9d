import assert from "node:assert/strict";
import { test } from "node:test";
import { isFigure, numbersIn, numbersOf } from "./numbers.ts";

test("a figure equals a number that rounds to it, and no other", () => {
  assert.ok(isFigure("141.89", "USD", 141.8912));
  assert.ok(isFigure("142", "USD", 141.8912));
  assert.ok(!isFigure("141.88", "USD", 141.8912));
  assert.ok(!isFigure("141.90", "USD", 141.8912));
});

test("a share may be written as a percentage, and a large amount in billions", () => {
  assert.ok(isFigure("29.55", "%", 0.2955));
  assert.ok(isFigure("149.3", "billion USD", 149_330_744_901));
  assert.ok(isFigure("4.4", "trillion", 4.41e12));
  assert.ok(!isFigure("29.55", "USD", 0.2955), "only where the unit says so");
});

test("numbers are found anywhere in text and data", () => {
  assert.deepEqual(numbersIn("1,234.5 USD, −2.5 % and Q3"), [1234.5, -2.5]);
  assert.deepEqual(numbersOf({ a: [1, "2.5 USD"], b: { c: null, d: true } }), [1, 2.5]);
});
