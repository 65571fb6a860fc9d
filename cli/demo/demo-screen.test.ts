import assert from "node:assert/strict";
import { test } from "node:test";
import { textStyle } from "../terminal/text-style.ts";
import type { DemoEvent } from "./events.ts";
import { Screen } from "./demo-screen.ts";

const place = { cursor: "c", fromSeq: 1, seq: 1 };
const delta = (nodeId: string, offset: number, text: string): DemoEvent => ({
  ...place,
  __typename: "TextDelta",
  nodeId,
  part: 0,
  kind: "TEXT",
  offset,
  text,
});
const changed = (entryId: string, status: string, text?: string): DemoEvent => ({
  ...place,
  __typename: "EntryChanged",
  entryId,
  status,
  entry: text === undefined ? null : { __typename: "Message", role: "AGENT", content: [{ text }] },
});
const shown = (events: DemoEvent[], terminal = false) => {
  let text = "";
  const screen = new Screen(textStyle(terminal, false), 60, (more) => text += more);
  for (const event of events) screen.show(event);
  screen.line("--");
  return text;
};

test("text is written as it comes, and topped up at the end", () => {
  const events = [
    delta("a", 0, "Hello "),
    delta("a", 6, "yo"),
    changed("a", "COMPLETED", "Hello you"),
  ];
  assert.equal(shown(events), "agent   Hello you\n--\n");
});

test("text that comes again from the beginning is not written twice", () => {
  const events = [delta("a", 0, "Hello "), delta("a", 0, "Hello you"), delta("a", 9, " all")];
  assert.equal(shown(events), "agent   Hello you all\n--\n");
});

test("what is discarded is said to be, and the new text begins anew", () => {
  const events = [delta("a", 0, "Hello"), changed("a", "DISCARDED"), delta("b", 0, "Hello")];
  const lines = shown(events).split("\n");
  assert.deepEqual(lines.slice(0, 3), [
    "agent   Hello",
    "void    the 5 characters above are discarded; written anew:",
    "agent   Hello",
  ]);
});

test("a pipe gets no escape sequences, a terminal does", () => {
  const events = [delta("a", 0, "**Hello**"), changed("a", "COMPLETED", "**Hello**")];
  assert.equal(shown(events), "agent   Hello\n--\n");
  assert.ok(shown(events, true).includes("\x1b[1mHello\x1b[0m"));
});

test("a tool call is told once when it begins and once with what it gave", () => {
  const step = (status: string, result: string | null): DemoEvent => ({
    ...place,
    __typename: "StepChanged",
    stepId: "t",
    status,
    attempt: 1,
    failure: null,
    step: { __typename: "ToolCall", id: "t", name: "price", arguments: { s: "A" }, result },
  });
  const lines = shown([step("RUNNING", null), step("RUNNING", null), step("COMPLETED", "dear")]);
  assert.equal(lines, 'tool    price {"s":"A"}\ngave    {"s":"A"} -> dear\n--\n');
});
