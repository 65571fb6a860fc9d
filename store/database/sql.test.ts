import assert from "node:assert/strict";
import { test } from "node:test";
import { sanitized } from "./sql.ts";

test("NUL and lone surrogates are replaced in every text and key, and lengths stay the same", () => {
  const value = { "k\0": ["a\0b", { deep: "\ud800x" }], low: "x\udc00", n: 1, none: null };
  assert.deepEqual(sanitized(value), {
    "k\ufffd": ["a\ufffdb", { deep: "\ufffdx" }],
    low: "x\ufffd",
    n: 1,
    none: null,
  });
});

test("a value without them is returned as it is, with pairs of surrogates and written escapes", () => {
  const value = { text: "😀 \\u0000", list: [true, undefined, "é"], none: null };
  assert.equal(sanitized(value), value);
  assert.equal(sanitized(undefined), undefined);
});
