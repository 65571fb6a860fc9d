import assert from "node:assert/strict";
import { test } from "node:test";
import { assign } from "./assign.ts";

test("a piece is written at its offset and replaces the rest of the text", () => {
  assert.equal(assign("", { offset: 0, text: "Hello" }), "Hello");
  assert.equal(assign("Hello", { offset: 5, text: ", you" }), "Hello, you");
  assert.equal(assign("Hello, you", { offset: 0, text: "Hi" }), "Hi");
});

test("a piece applied twice changes nothing more", () => {
  const piece = { offset: 2, text: "llo 👋" };
  const once = assign("He", piece);
  assert.equal(assign(once, piece), once);
});

test("offsets count UTF-16 code units", () => {
  assert.equal(assign("👋", { offset: 2, text: "!" }), "👋!");
});

test("a piece beyond the text throws", () => {
  assert.throws(() => assign("Hello", { offset: 6, text: "x" }), RangeError);
});
