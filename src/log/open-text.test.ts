import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenText } from "./open-text.ts";

const chunk = (offset: number, text: string, part = 0, entryId = "message_1") => ({
  entryId,
  part,
  kind: "TEXT" as const,
  offset,
  text,
  at: new Date(0),
});
const texts = (open: OpenText) => [...open.parts()].map((p) => `${p.text}`);

test("chunks of one read form one text, whatever their order", () => {
  const open = new OpenText();
  assert.equal(open.write([chunk(3, "def"), chunk(0, "abc"), chunk(6, "g")]), true);
  assert.deepEqual(texts(open), ["abcdefg"]);
});

test("a repeated beginning neither shortens nor duplicates the text", () => {
  const open = new OpenText();
  open.write([chunk(0, "abc"), chunk(3, "def")]);
  open.write([chunk(0, "abcd")]);
  assert.deepEqual(texts(open), ["abcdef"]);
  open.write([chunk(0, "abcdefgh")]);
  assert.deepEqual(texts(open), ["abcdefgh"]);
});

test("a chunk after a gap is reported and left out", () => {
  const open = new OpenText();
  assert.equal(open.write([chunk(0, "abc"), chunk(5, "x")]), false);
  assert.deepEqual(texts(open), ["abc"]);
});

test("parts and entries are separate, and an ended entry is removed", () => {
  const open = new OpenText();
  open.write([chunk(0, "a"), chunk(0, "b", 1), chunk(0, "c", 0, "message_2")]);
  assert.deepEqual(texts(open), ["a", "b", "c"]);
  open.end("message_1");
  assert.deepEqual(texts(open), ["c"]);
});
