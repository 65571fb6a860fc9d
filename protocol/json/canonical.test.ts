import assert from "node:assert/strict";
import { test } from "node:test";
import { canonicalJson } from "./canonical.ts";

test("key order, nulls and undefined do not change the text", () => {
  const one = canonicalJson({ b: 1, a: { d: null, c: [1, { y: 2, x: undefined }] } });
  assert.equal(one, canonicalJson({ a: { c: [1, { y: 2 }] }, b: 1 }));
});

test("the order of a list, and nulls in it, change the text", () => {
  assert.notEqual(canonicalJson([1, 2]), canonicalJson([2, 1]));
  assert.notEqual(canonicalJson([1, null]), canonicalJson([1]));
});
