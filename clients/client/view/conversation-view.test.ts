import assert from "node:assert/strict";
import { test } from "node:test";
import {
  applyEvent,
  conversationView,
  readEntry,
  textOfEntry,
  type ViewEvent,
} from "./conversation-view.ts";
import type { EntryNode } from "./view-types.ts";

const changed = (entryId: string, status: string, entry?: EntryNode): ViewEvent => ({
  __typename: "EntryChanged",
  entryId,
  status,
  ...(entry && { entry }),
});
const delta = (nodeId: string, offset: number, text: string, part = 0): ViewEvent => ({
  __typename: "TextDelta",
  nodeId,
  part,
  kind: "TEXT",
  offset,
  text,
});
const after = (
  events: readonly (ViewEvent | { __typename?: string })[],
  from = conversationView(),
) => events.reduce(applyEvent, from);
const texts = (view: ReturnType<typeof conversationView>) => view.entries.map(textOfEntry);
const whole: EntryNode = { content: [{ __typename: "TextContent", text: "Hello you" }] };

test("text grows while it is written and is complete at the end", () => {
  const writing = [changed("a", "RUNNING"), delta("a", 0, "Hel"), delta("a", 3, "lo")];
  assert.deepEqual(texts(after(writing)), ["Hello"]);
  const view = after([...writing, changed("a", "COMPLETED", whole)]);
  assert.deepEqual(texts(view), ["Hello you"]);
  assert.equal(view.entries[0]?.status, "COMPLETED");
});

test("applying events again, from any one on, gives the same view", () => {
  const events = [
    changed("a", "RUNNING"),
    delta("a", 0, "Hel"),
    delta("a", 3, "lo"),
    changed("a", "DISCARDED"),
    changed("b", "RUNNING"),
    delta("b", 0, "Hello"),
    changed("b", "COMPLETED", whole),
  ];
  const doubled = events.flatMap((event) => [event, event]);
  assert.deepEqual(after(doubled), after(events));
  assert.deepEqual(after(events, after(events)), after(events));
});

test("a piece of a part far behind the others throws, instead of making all parts before it", () => {
  const writing = [changed("a", "RUNNING"), delta("a", 0, "Hello")];
  assert.throws(() => after([...writing, delta("a", 0, "x", 1e6)]), RangeError);
});

test("a discarded entry is removed", () => {
  const view = after([changed("a", "RUNNING"), delta("a", 0, "x"), changed("a", "DISCARDED")]);
  assert.deepEqual(view.entries, []);
});

test("after a late subscription, text from offset 0 replaces the previous text", () => {
  const seeded = conversationView([{ id: "a", status: "RUNNING", text: "Hello y" }]);
  assert.deepEqual(texts(after([delta("a", 0, "Hello you")], seeded)), ["Hello you"]);
});

test("a replayed start does not reopen an ended entry", () => {
  const seeded = conversationView([{ id: "a", status: "COMPLETED", ...whole }]);
  const view = after([changed("a", "RUNNING"), delta("a", 0, "Hel")], seeded);
  assert.deepEqual(texts(view), ["Hello you"]);
  assert.equal(view.entries[0]?.status, "COMPLETED");
});

test("a link that is ahead of the deltas does not change the text", () => {
  const view = after([changed("a", "RUNNING", whole), delta("a", 0, "Hel")]);
  assert.deepEqual(texts(view), ["Hel"]);
});

test("an entry whose link could not be read keeps the received text", () => {
  const view = after([changed("a", "RUNNING"), delta("a", 0, "Hello"), changed("a", "COMPLETED")]);
  assert.deepEqual(texts(view), ["Hello"]);
});

test("StepChanged updates a tool call; a model call is not an entry", () => {
  const call: EntryNode = { id: "t", status: "COMPLETED" };
  const view = after([
    changed("t", "RUNNING"),
    { __typename: "StepChanged", stepId: "m", status: "RUNNING" },
    { __typename: "StepChanged", stepId: "t", status: "COMPLETED", step: call },
  ]);
  assert.deepEqual(view.entries.map(({ id, status }) => [id, status]), [["t", "COMPLETED"]]);
  assert.equal(view.entries[0]?.node, call);
});

test("parts are separate, and thinking is not part of the text", () => {
  const thinking: ViewEvent = { ...delta("a", 0, "hm"), kind: "THINKING" } as ViewEvent;
  const view = after([changed("a", "RUNNING"), thinking, delta("a", 0, "Yes.", 1)]);
  assert.deepEqual(texts(view), ["Yes."]);
  assert.deepEqual(view.entries[0]?.parts.map(({ kind }) => kind), ["THINKING", "TEXT"]);
});

test("turns and the end are recorded, unknown events have no effect, the given view does not change", () => {
  const before = conversationView();
  const view = after([
    { __typename: "TurnChanged", turnId: "1", status: "RUNNING" },
    { __typename: "FromTheFuture" },
    { __typename: "ConversationClosed" },
  ], before);
  assert.deepEqual([view.turns, view.closed], [{ "1": "RUNNING" }, true]);
  assert.deepEqual([before.turns, before.closed], [{}, false]);
});

test("a piece beyond the text throws", () => {
  assert.throws(() => after([changed("a", "RUNNING"), delta("a", 3, "x")]), RangeError);
});

test("an entry whose link could not be read is `unread` until it is queried", () => {
  const ended = { __typename: "EntryChanged", entryId: "m", status: "COMPLETED", entry: null };
  const view = applyEvent(conversationView(), ended);
  assert.deepEqual(view.entries.map((e) => [e.unread, textOfEntry(e)]), [[true, ""]]);
  const read = readEntry(view, { id: "m", status: "COMPLETED", text: "Hello" });
  assert.deepEqual(read.entries.map((e) => [e.unread, textOfEntry(e)]), [[undefined, "Hello"]]);
});
