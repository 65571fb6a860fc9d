import assert from "node:assert/strict";
import { test } from "node:test";
import { firstTextLength, firstWords } from "./first-text.ts";

test("a short text is kept on one line, and a blank one is none", () => {
  assert.equal(firstWords("  What is\n\nthe price? "), "What is the price?");
  assert.equal(firstWords(" \n\t"), null);
  assert.equal(firstWords("x".repeat(firstTextLength)), "x".repeat(firstTextLength));
});

test("a long text ends after a word, and one without blanks is cut anywhere but inside a character", () => {
  const words = firstWords("word ".repeat(100)) ?? "";
  assert.match(words, /word…$/);
  assert.ok(words.length <= firstTextLength);
  const emoji = firstWords("x" + "😀".repeat(200)) ?? "";
  assert.ok(emoji.isWellFormed());
  assert.ok(emoji.length <= firstTextLength && emoji.length >= firstTextLength - 2);
});
