import assert from "node:assert/strict";
import { test } from "node:test";
import { Paragraph } from "./paragraph.ts";

const layout = { margin: "  ", width: 12, bold: (text: string) => `<${text}>` };
const laidOut = (...pieces: string[]) => {
  const paragraph = new Paragraph(layout);
  return pieces.map((piece) => paragraph.add(piece)).join("") + paragraph.end();
};

test("words are wrapped behind the margin, the same however the text is cut up", () => {
  const text = "one two three four";
  assert.equal(laidOut(text), "one two\n  three four");
  assert.equal(laidOut(...text), laidOut(text));
});

test("line ends stay, and an empty line holds no spaces", () => {
  assert.equal(laidOut("one\ntwo\n\nthree"), "one\n  two\n\n  three");
});

test("bold may reach over words and pieces, and its signs take no room", () => {
  assert.equal(laidOut("**a", "b c", "d** e"), "<ab> <cd> e");
  assert.equal(laidOut("**12345** 6789"), "<12345> 6789");
});

test("a word that is too long stands out on a line of its own", () => {
  assert.equal(laidOut("a 0123456789abc b"), "a\n  0123456789abc\n  b");
});
