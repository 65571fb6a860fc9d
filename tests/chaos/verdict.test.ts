import assert from "node:assert/strict";
import { test } from "node:test";
import type { Seen } from "./reader.ts";
import { broken, brokenMessages } from "./verdict.ts";

const fact = (seq: number, status: string, text?: string) => ({
  __typename: "EntryChanged",
  cursor: `${seq}`,
  fromSeq: seq,
  seq,
  entryId: "m",
  status,
  ...(text !== undefined && { entry: { id: "m", status, text } }),
});
const delta = (seq: number, offset: number, text: string): Seen => ({
  __typename: "TextDelta",
  cursor: `${seq}`,
  fromSeq: seq + 1,
  seq,
  nodeId: "m",
  part: 0,
  kind: "TEXT",
  offset,
  text,
});
const facts = [fact(1, "RUNNING"), fact(2, "COMPLETED", "Hello")];
const stored = { facts, entries: [{ id: "m", status: "COMPLETED", text: "Hello" }] };
const [first, last] = facts as [Seen, Seen];

test("a reader who saw all of it, deltas again after a resume included, broke nothing", () => {
  const seen = [first, delta(1, 0, "Hel"), delta(1, 0, "Hell"), delta(1, 4, "o"), last];
  const kept = { lost: 0, doubled: 0, wrongTexts: 0, wrong: [], unread: 0 };
  assert.deepEqual(broken(seen, stored), kept);
});

test("a lost fact, a doubled one, a hole and another text are told apart", () => {
  assert.equal(broken([first], stored).lost, 1);
  assert.equal(broken([first, first, last], stored).doubled, 1);
  assert.equal(broken([first, delta(1, 3, "lo"), last], stored).wrongTexts, 1);
  assert.equal(broken([first, delta(1, 0, "Hex"), last], stored).wrongTexts, 1);
});

test("of an entry that was cut less may be stored than was seen, but nothing else", () => {
  const cut = { ...stored, entries: [{ id: "m", status: "CANCELLED", text: "Hel" }] };
  const [shown, end] = [delta(1, 0, "Hello"), { ...last, status: "CANCELLED" }];
  const ended = { ...end, entry: { id: "m", status: "CANCELLED", text: "Hel" } } as Seen;
  assert.equal(broken([first, shown, ended], cut).wrongTexts, 0);
  assert.equal(broken([first, delta(1, 0, "Hex"), ended], cut).wrongTexts, 1);
});

test("a message is broken when it is stored twice or not at all", () => {
  const entries = ["a", "b", "b"].map((k, n) => ({ id: `${n}`, status: "", idempotencyKey: k }));
  assert.equal(brokenMessages(["a", "b", "c"], { facts, entries }), 2);
});
