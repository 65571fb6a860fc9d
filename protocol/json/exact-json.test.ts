import assert from "node:assert/strict";
import { test } from "node:test";
import { inexactNumber, isExact, parseExact } from "./exact-json.ts";

test("a number is exact if a double preserves it, in every notation", () => {
  const exact = [
    "0",
    "-0",
    "0.1",
    "1.50",
    "1e3",
    "1E-7",
    "100000000000000000000",
    "1e22",
    "9007199254740991",
    "0.0e9",
  ];
  for (const source of exact) assert.ok(isExact(source), source);
  const not = [
    "9007199254740993",
    "12345678901234567890",
    "1e400",
    "-1e400",
    "1e-400",
    "0.12345678901234567890",
  ];
  for (const source of not) assert.ok(!isExact(source), source);
});

test("the first number that would change is found; digits in texts are ignored", () => {
  assert.equal(
    inexactNumber('{"a":"12345678901234567890","b":[1,{"c":12345678901234567890}]}'),
    "12345678901234567890",
  );
  assert.equal(inexactNumber('{"a":"12345678901234567890","b":1e2}'), null);
  assert.equal(inexactNumber('{"a":1e400'), null);
  assert.equal(inexactNumber("[".repeat(100_000) + "1e400" + "]".repeat(100_000)), null);
});

test("numbers that would change can be preserved as text", () => {
  assert.deepEqual(parseExact('{"id":12345678901234567890,"x":0.5}', (s) => s), {
    id: "12345678901234567890",
    x: 0.5,
  });
});
