import assert from "node:assert/strict";
import { test } from "node:test";
import { Terminal } from "../terminal/terminal.ts";
import type { DemoEvent } from "./events.ts";
import { DemoScreen } from "./demo-screen.ts";

const position = { cursor: "c", fromSeq: 1, seq: 1 };
const delta = (nodeId: string, offset: number, text: string): DemoEvent => ({
  ...position,
  __typename: "TextDelta",
  nodeId,
  part: 0,
  kind: "TEXT",
  offset,
  text,
});
type Changed = Extract<DemoEvent, { __typename: "EntryChanged" }>;
const changed = (entryId: string, status: Changed["status"], text?: string): DemoEvent => ({
  ...position,
  __typename: "EntryChanged",
  entryId,
  status,
  entry: text === undefined ? null : {
    __typename: "Message",
    id: entryId,
    status,
    role: "AGENT",
    content: [{ __typename: "TextContent", text }],
  },
});
const shown = (events: DemoEvent[], terminal = false) => {
  let text = "";
  const screen = new DemoScreen(
    new Terminal({
      write: (more) => text += more,
      isTerminal: terminal,
      noColor: false,
      size: () => ({ width: 60, height: 24 }),
    }),
  );
  for (const event of events) screen.show(event);
  screen.line("--");
  return text;
};

test("text is written as it arrives, and completed at the end", () => {
  const events = [
    delta("a", 0, "Hello "),
    delta("a", 6, "yo"),
    changed("a", "COMPLETED", "Hello you"),
  ];
  assert.equal(shown(events), "agent   Hello you\n--\n");
});

test("text that arrives again from offset 0 is not written twice", () => {
  const events = [delta("a", 0, "Hello "), delta("a", 0, "Hello you"), delta("a", 9, " all")];
  assert.equal(shown(events), "agent   Hello you all\n--\n");
});

test("discarded text is reported, and the new text starts on a new line", () => {
  const events = [delta("a", 0, "Hello"), changed("a", "DISCARDED"), delta("b", 0, "Hello")];
  const lines = shown(events).split("\n");
  assert.deepEqual(lines.slice(0, 3), [
    "agent   Hello",
    "discard the 5 characters above are discarded; the answer starts again:",
    "agent   Hello",
  ]);
});

test("a pipe gets no escape sequences, a terminal does", () => {
  const events = [delta("a", 0, "**Hello**"), changed("a", "COMPLETED", "**Hello**")];
  assert.equal(shown(events), "agent   Hello\n--\n");
  assert.ok(shown(events, true).includes("\x1b[1mHello\x1b[0m"));
});

test("a tool call is shown once when it begins and once with its result", () => {
  const step = (status: Changed["status"], result: string | null): DemoEvent => ({
    ...position,
    __typename: "StepChanged",
    stepId: "t",
    status,
    attempt: 1,
    failure: null,
    step: {
      __typename: "ToolCall",
      id: "t",
      status,
      server: "prices",
      name: "price",
      arguments: { s: "A" },
      result,
    },
  });
  const lines = shown([step("RUNNING", null), step("RUNNING", null), step("COMPLETED", "dear")]);
  assert.equal(lines, 'tool    price {"s":"A"}\ngave    {"s":"A"} -> dear\n--\n');
});
