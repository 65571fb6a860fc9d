import assert from "node:assert/strict";
import { test } from "node:test";
import { GrowingText } from "./growing-text.ts";

function textOf(...pieces: string[]) {
  const text = new GrowingText();
  for (const piece of pieces) text.add(piece);
  return text;
}

test("a piece is what a string of the whole text would give, at every offset and length", () => {
  const pieces = Array.from({ length: 40 }, (_, n) => `${n},`.repeat(n * 37));
  const [whole, text] = [pieces.join(""), textOf(...pieces)];
  assert.equal(`${text}`, whole);
  assert.equal(text.length, whole.length);
  for (let offset = 0; offset <= whole.length; offset += 613) {
    for (const most of [1, 50, 4_096, 64 * 1024]) {
      assert.equal(text.piece(offset, most), whole.slice(offset, offset + most));
    }
  }
});

test("a piece never ends inside a surrogate pair, also where it came in two pieces", () => {
  assert.equal(textOf("ab\ud83d\ude00c").piece(0, 3), "ab");
  assert.equal(textOf("ab\ud83d\ude00c").piece(2, 2), "\ud83d\ude00");
  assert.equal(textOf("x".repeat(4_096) + "\ud83d", "\ude00c").piece(4_095, 2), "x");
  assert.equal(textOf("").piece(0, 10), "");
});
