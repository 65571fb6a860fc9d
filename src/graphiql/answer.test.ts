import assert from "node:assert/strict";
import { test } from "node:test";
import { type AnswerLine, showEvent } from "./answer.ts";

const show = (...events: Parameters<typeof showEvent>[1][]) =>
  events.reduce<AnswerLine[]>((lines, event) => showEvent(lines, event), []);
const delta = (offset: number, text: string) => ({
  __typename: "TextDelta",
  nodeId: "e1",
  offset,
  text,
});
const changed = (status: string, entry: object) => ({ __typename: "EntryChanged", status, entry });

test("text grows where its deltas say, also when one comes twice", () => {
  const lines = show(delta(0, "Hel"), delta(3, "lo"), delta(3, "lo"));
  assert.deepEqual(lines, [{ id: "e1", who: "", text: "Hello" }]);
});

test("an entry that is complete is shown whole, in its place", () => {
  const lines = show(
    changed("RUNNING", { id: "e1", role: "AGENT", text: "" }),
    delta(0, "Hel"),
    changed("COMPLETED", { id: "e2", name: "get_price", result: "{}" }),
    changed("COMPLETED", { id: "e1", role: "AGENT", text: "Hello" }),
  );
  assert.deepEqual(lines, [
    { id: "e1", who: "AGENT", text: "Hello" },
    { id: "e2", who: "get_price", text: "{}" },
  ]);
});

test("what is discarded goes, and events without an entry change nothing", () => {
  assert.deepEqual(show(delta(0, "Hel"), changed("DISCARDED", { id: "e1" })), []);
  assert.deepEqual(show({ __typename: "TurnChanged", status: "COMPLETED" }), []);
});
