import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf } from "./pieces.ts";

test("a fragment is cut at its matches, and all of it is shown", () => {
  const pieces = piecesOf("NVDA and AMD", [{ start: 0, end: 4 }, { start: 9, end: 12 }]);
  assert.deepEqual(pieces.map(({ text, isMatch }) => isMatch ? `[${text}]` : text), [
    ...["[NVDA]", " and ", "[AMD]"],
  ]);
  assert.deepEqual(piecesOf("plain", []), [{ text: "plain", isMatch: false }]);
});

test("a range that does not fit marks nothing and loses no text", () => {
  const odd = [{ start: 2, end: 1 }, { start: 1, end: 2 }, { start: 0, end: 1 }, {
    start: 3,
    end: 9,
  }];
  assert.equal(piecesOf("abcd", odd).map(({ text }) => text).join(""), "abcd");
  assert.deepEqual(piecesOf("abcd", odd)[1], { text: "b", isMatch: true });
});
