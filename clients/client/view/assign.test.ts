import assert from "node:assert/strict";
import { test } from "node:test";
import { assign, checkPart } from "./assign.ts";

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

test("a part that no stream has is refused before anything is made for it", () => {
  for (const part of [0, 1, 9_999]) assert.doesNotThrow(() => checkPart(part));
  for (const part of [10_000, 2e9, -1, 0.5, NaN, "length", "__proto__"]) {
    assert.throws(() => checkPart(part as number), RangeError);
  }
});
