import assert from "node:assert/strict";
import { test } from "node:test";
import { Paragraph } from "./paragraph.ts";

const layout = { margin: "  ", width: 12, bold: (text: string) => `<${text}>` };
const laidOut = (...pieces: string[]) => {
  const paragraph = new Paragraph(layout);
  return pieces.map((piece) => paragraph.add(piece)).join("") + paragraph.end();
};

test("words are wrapped after the margin, independent of how the text is divided", () => {
  const text = "one two three four";
  assert.equal(laidOut(text), "one two\n  three four");
  assert.equal(laidOut(...text), laidOut(text));
});

test("line ends stay, and an empty line has no spaces", () => {
  assert.equal(laidOut("one\ntwo\n\nthree"), "one\n  two\n\n  three");
});

test("bold may span words and pieces, and its markers take no width", () => {
  assert.equal(laidOut("**a", "b c", "d** e"), "<ab> <cd> e");
  assert.equal(laidOut("**12345** 6789"), "<12345> 6789");
});

test("a word that is too long has its own line", () => {
  assert.equal(laidOut("a 0123456789abc b"), "a\n  0123456789abc\n  b");
});
