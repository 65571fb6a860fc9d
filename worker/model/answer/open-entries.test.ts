import { maxEntries, OpenEntries } from "./open-entries.ts";
import { AnswerTooLargeError } from "../stream/stream-faults.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { called, done, outcomeOf, said, started, type WireEvent } from "../testing/wire-answer.ts";

/** Texts of messages and arguments of calls, in the order of the provider. */
function read(...events: WireEvent[]) {
  return outcomeOf([started, ...events, done]).entries.map((e) =>
    e.kind === "message"
      ? e.content.map((c) => c.type === "text" ? c.text : c.type).join("|")
      : e.kind === "handoff"
      ? "handoff"
      : e.arguments
  );
}
const none = { id: undefined, output_index: undefined };
const bare = { ...none, tool_call_id: undefined };

test("a message and a call with the same index are two entries", () => {
  assert.deepEqual(read(said("Let me look."), called('{"a":1}')), ["Let me look.", { a: 1 }]);
});

test("two calls with the same index, or without one, are distinguished by either id", () => {
  const second = { id: "fc_1", tool_call_id: "call00001" };
  const both = [{ a: 1 }, { b: 2 }];
  assert.deepEqual(read(called('{"a":1}'), called('{"b":2}', second)), both);
  const without = { output_index: undefined };
  assert.deepEqual(
    read(called('{"a":1}', without), called('{"b":2}', { ...second, ...without })),
    both,
  );
  assert.deepEqual(read(called('{"a":1}'), called('{"b":2}', { tool_call_id: "call00001" })), both);
  const noCallId = { tool_call_id: null };
  assert.deepEqual(
    read(called('{"a":1}', noCallId), called('{"b":2}', { ...noCallId, id: "fc_1" })),
    both,
  );
});

test("alternating fragments of several calls are added to their calls", () => {
  const [a, b] = [
    { id: "fc_a", tool_call_id: "call0000a", output_index: null },
    { id: "fc_b", tool_call_id: "call0000b", output_index: null },
  ];
  const pieces = [called('{"a"', a), called('{"b"', b), called(":1}", a), called(":2}", b)];
  assert.deepEqual(read(...pieces), [{ a: 1 }, { b: 2 }]);
  const byIndex = [["{", 3], ["{", 5], ['"a":1}', 3], ['"b":2}', 5]] as const;
  assert.deepEqual(
    read(...byIndex.map(([text, output_index]) => called(text, { ...bare, output_index }))),
    [{ a: 1 }, { b: 2 }],
  );
});

test("pieces without any id belong to one call until its arguments are complete", () => {
  assert.deepEqual(read(called('{"a":', bare), called("1}", bare), called("", bare)), [{ a: 1 }]);
  assert.deepEqual(read(called('{"a":1}', bare), called('{"a":2}', bare)), [{ a: 1 }, { a: 2 }]);
  const one = { ...bare, output_index: 0 };
  assert.deepEqual(read(called('{"a":1}', one), called('{"a":2}', one)), [{ a: 1 }, { a: 2 }]);
});

test("pieces with the same id of a call belong together although their event ids differ", () => {
  assert.deepEqual(read(called('{"a":', { id: "e1" }), called("1}", { id: "e2" })), [{ a: 1 }]);
});

test("pieces of a message without id and index belong to the message that is being written", () => {
  assert.deepEqual(read(said("a"), said("b", none), said("c", { id: null })), ["abc"]);
  assert.deepEqual(read(said("a", none), said("b", none)), ["ab"]);
  assert.deepEqual(read(said("a", { id: null }), said("b")), ["ab"]);
  assert.deepEqual(read(said("a", { output_index: "0" }), said("b", { id: 7 })), ["a", "b"]);
  assert.deepEqual(read(said("a", none), called("{}"), said("b", none)), ["a", {}, "b"]);
});

test("different ids or indexes are different messages, in the order of the provider", () => {
  assert.deepEqual(read(said("a"), said("b", { id: "msg_1" })), ["a", "b"]);
  const [first, second] = [{ output_index: 0 }, { output_index: 7, id: "msg_7" }];
  assert.deepEqual(read(said("b", second), said("a", first), said("B", second)), ["a", "bB"]);
});

test("a hosted tool with the index of a message is a separate entry, and its end is matched by name", () => {
  const hosted = { type: "tool.execution.started", name: "web_search", arguments: null };
  const end = { type: "tool.execution.done", name: "web_search", info: { n: 1 } };
  const { entries } = outcomeOf([
    ...[started, { ...hosted, id: "te", output_index: 0 }, said("Found."), end],
    ...[hosted, { ...end, info: [2] }, done],
  ]);
  assert.deepEqual(entries.map((e) => e.kind === "hosted" ? e.output : e.kind), [
    { n: 1 },
    "message",
    { result: [2] },
  ]);
});

test("lastEntryId is the provider's id of the last entry, or null without one", () => {
  const lastEntryId = (...events: WireEvent[]) =>
    outcomeOf([started, ...events, done]).transcript.lastEntryId;
  assert.equal(lastEntryId(said("a"), called("{}", { output_index: 1 })), "fc_0");
  assert.equal(lastEntryId(called("{}", { output_index: 1 }), said("a")), "fc_0");
  assert.equal(lastEntryId(said("a", { id: null })), null);
  assert.equal(lastEntryId(), null);
});

test("an answer with too many entries is too large", () => {
  const entries = new OpenEntries();
  const add = (n: number) =>
    entries.open({
      ...{ kind: "handoff", entryId: `e${n}`, id: null, index: null },
      ...{ order: n, texts: new Map(), to: null },
    });
  for (let n = 0; n < maxEntries; n++) add(n);
  assert.throws(() => add(maxEntries), AnswerTooLargeError);
});
