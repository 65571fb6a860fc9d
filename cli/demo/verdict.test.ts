import assert from "node:assert/strict";
import { test } from "node:test";
import { conversationView } from "../../clients/client/mod.ts";
import type { Entry } from "./events.ts";
import { isGood, verdictOf } from "./verdict.ts";

const entry = (id: string, text: string): Entry => ({
  __typename: "Message",
  id,
  status: "COMPLETED",
  role: "AGENT",
  content: [{ __typename: "TextContent", text }],
});
const entries = [entry("a", "Hello"), entry("b", "you")];
const read = (seqs: number[], shown = entries) => ({
  seqs,
  view: conversationView(shown),
  contradicted: [],
});

test("the same events and the same text are no difference", () => {
  assert.equal(isGood(verdictOf(read([1, 2, 3]), [1, 2, 3], entries)), true);
});

test("an event that did not arrive is lost, one that arrived twice is doubled", () => {
  const verdict = verdictOf(read([1, 3, 3]), [1, 2, 3], entries);
  assert.deepEqual([verdict.lost, verdict.doubled], [[2], [3]]);
  assert.equal(isGood(verdict), false);
});

test("another text, an extra or missing entry, and deltas that contradict the text are differences", () => {
  const different = (shown: typeof entries) => verdictOf(read([], shown), [], entries).different;
  assert.deepEqual(different([entry("a", "Hello"), entry("b", "me")]), ["b"]);
  assert.deepEqual(different([entry("a", "Hello")]), ["b"]);
  assert.deepEqual(different([...entries, entry("c", "x")]), ["c"]);
  const contradicted = verdictOf({ ...read([]), contradicted: ["a"] }, [], entries);
  assert.deepEqual(contradicted.different, ["a"]);
});
