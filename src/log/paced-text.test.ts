import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenText } from "./open-text.ts";
import { PacedText, type Piece } from "./paced-text.ts";

const at = new Date(0);
const words = (piece: Piece | null) =>
  piece && `${piece.delta.entryId}/${piece.delta.part} ${piece.delta.offset}:${piece.delta.text}`;

function opened() {
  const open = new OpenText();
  const write = (text: string, offset: number, entryId = "a", part = 0) =>
    open.write([{ entryId, part, kind: "TEXT", offset, text, at }]);
  return { open, write };
}

test("the first text is sent at once, further text in the next frame, as one piece", () => {
  const [{ open, write }, paced] = [opened(), new PacedText()];
  write("Hel", 0);
  assert.equal(words(paced.next(open, 1)), "a/0 0:Hel");
  write("lo", 3);
  assert.equal(words(paced.next(open, 1)), null);
  assert.equal(paced.isDelayed, true);
  write(" you", 5);
  assert.equal(words(paced.next(open, 2)), "a/0 3:lo you");
  assert.equal(words(paced.next(open, 2)), null);
  assert.equal(paced.isDelayed, false);
});

test("text after a frame without any is sent at once", () => {
  const [{ open, write }, paced] = [opened(), new PacedText()];
  write("a", 0);
  paced.next(open, 1);
  write("b", 1);
  assert.equal(words(paced.next(open, 3)), "a/0 1:b");
});

test("each part has its own pace, so that one does not delay another", () => {
  const [{ open, write }, paced] = [opened(), new PacedText()];
  write("one", 0, "a");
  write("two", 0, "b");
  assert.equal(words(paced.next(open, 1)), "a/0 0:one");
  write("more", 3, "a");
  assert.equal(words(paced.next(open, 1)), "b/0 0:two");
  assert.equal(words(paced.next(open, 1)), null);
  assert.equal(words(paced.next(open, 2)), "a/0 3:more");
});

test("a later part of an entry waits for the rest of an earlier one, also of one read", () => {
  const [{ open, write }, paced] = [opened(), new PacedText()];
  write("think", 0);
  paced.next(open, 1);
  const rest = { entryId: "a", kind: "TEXT" as const, at };
  open.write([
    { ...rest, part: 1, offset: 0, text: "said" },
    { ...rest, part: 0, offset: 5, text: "ing" },
  ]);
  assert.equal(words(paced.next(open, 1)), null);
  assert.equal(words(paced.next(open, 2)), "a/0 5:ing");
  assert.equal(words(paced.next(open, 2)), "a/1 0:said");
});

test("parts of one read are sent in their order", () => {
  const [{ open }, paced] = [opened(), new PacedText()];
  const both = { entryId: "a", kind: "TEXT" as const, offset: 0, at };
  open.write([{ ...both, part: 1, text: "said" }, { ...both, part: 0, text: "thought" }]);
  assert.equal(words(paced.next(open, 1)), "a/0 0:thought");
  assert.equal(words(paced.next(open, 1)), "a/1 0:said");
});

test("what is delayed can be taken before an event, although its text is no longer open", () => {
  const [{ open, write }, paced] = [opened(), new PacedText()];
  write("Hel", 0);
  paced.next(open, 1);
  write("lo", 3);
  assert.equal(paced.next(open, 1), null);
  open.end("a");
  assert.equal(words(paced.takeDelayed(1)), "a/0 3:lo");
  assert.equal(paced.takeDelayed(1), null);
  assert.equal(paced.next(open, 1), null);
});

test("a deleted entry starts again from its beginning", () => {
  const [{ open, write }, paced] = [opened(), new PacedText()];
  write("first", 0);
  paced.next(open, 1);
  paced.delete((id) => id === "a");
  open.end("a");
  write("again", 0);
  assert.equal(words(paced.next(open, 1)), "a/0 0:again");
});
