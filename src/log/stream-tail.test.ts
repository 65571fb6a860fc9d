import assert from "node:assert/strict";
import { test } from "node:test";
import type { DurableEvent, DurableEventBody } from "../../protocol/log/event.ts";
import { StreamTail, writtenEntry } from "./stream-tail.ts";

const streamId = "conversation_1";
const at = new Date(0);
const event = (seq: number, body: DurableEventBody): DurableEvent => ({ streamId, seq, at, body });
const turn = (seq: number) =>
  event(seq, { kind: "TurnChanged", turnId: "turn_1", status: "RUNNING" });
const place = { streamId, part: 0, kind: "TEXT" as const };
const draft = (number: number, offset: number, text: string, entryId = "message_1") => ({
  ...place,
  number,
  at,
  entryId,
  draftId: entryId,
  offset,
  text,
});
const texts = (tail: StreamTail) => [...tail.open.parts()].map((p) => `${p.text}`);

test("events are found after a number, and none after the head", () => {
  const tail = new StreamTail(streamId, 4);
  assert.equal(tail.apply([turn(5), turn(6)], []), true);
  assert.equal((tail.after(4) as DurableEvent).seq, 5);
  assert.equal((tail.after(5) as DurableEvent).seq, 6);
  assert.equal(tail.after(6), "none");
  assert.equal(tail.after(9), "none");
});

test("events before the kept ones are behind the tail", () => {
  const tail = new StreamTail(streamId, 4);
  assert.equal(tail.after(2), "behind");
  tail.apply([turn(5)], []);
  assert.equal(tail.after(3), "behind");
});

test("only the newest events are kept", () => {
  const tail = new StreamTail(streamId, 0);
  tail.apply(Array.from({ length: 300 }, (_, i) => turn(i + 1)), []);
  assert.equal(tail.after(43), "behind");
  assert.equal((tail.after(44) as DurableEvent).seq, 45);
});

test("a known event changes nothing, a gap is an error", () => {
  const tail = new StreamTail(streamId, 0);
  tail.apply([turn(1)], []);
  assert.equal(tail.apply([turn(1)], []), false);
  assert.throws(() => tail.apply([turn(3)], []), /misses a event behind 1/);
});

test("drafts are read after the newest one; after a gap, from the first one again", () => {
  const tail = new StreamTail(streamId, 0);
  tail.apply([], [draft(7, 0, "abc")]);
  assert.deepEqual(tail.position(), { streamId, seq: 0, at: null, draft: 7 });
  tail.apply([], [draft(9, 5, "x")]);
  assert.equal(tail.position().draft, 0);
  tail.apply([], [draft(7, 0, "abc"), draft(8, 3, "de"), draft(9, 5, "x")]);
  assert.equal(tail.position().draft, 9);
  assert.deepEqual(texts(tail), ["abcdex"]);
});

test("an entry's drafts are removed when it is written, cut short or discarded, and do not return", () => {
  for (const status of ["COMPLETED", "CANCELLED", "DISCARDED", "FAILED"] as const) {
    const tail = new StreamTail(streamId, 0);
    tail.apply([], [draft(1, 0, "abc")]);
    tail.apply([event(1, { kind: "EntryChanged", entryId: "message_1", status })], []);
    tail.apply([], [draft(2, 3, "late")]);
    assert.deepEqual(texts(tail), [], status);
  }
});

test("a tool call's arguments end with the first event of its step; a model call's step ends nothing", () => {
  const step = (stepId: string) =>
    writtenEntry({ kind: "StepChanged", stepId, status: "RUNNING", attempt: 1 });
  assert.equal(step("tool_1"), "tool_1");
  assert.equal(step("call_1"), null);
  assert.equal(writtenEntry({ kind: "EntryChanged", entryId: "m", status: "RUNNING" }), null);
});

test("the tail knows when no event can follow", () => {
  const tail = new StreamTail(streamId, 0);
  assert.equal(tail.ended, false);
  tail.apply([
    event(1, { kind: "ConversationClosed", closedBy: { kind: "USER", name: "local" } }),
  ], []);
  assert.equal(tail.ended, true);
});

test("each attempt at a phase starts its text from the beginning; text after its end is no draft", () => {
  const phase = (seq: number, status: "RUNNING" | "FAILED") =>
    event(seq, { kind: "PhaseChanged", phaseId: "phase_1", status });
  const tail = new StreamTail("research_1", 0);
  tail.apply([phase(1, "RUNNING")], [draft(1, 0, "first words", "phase_1")]);
  tail.apply([phase(2, "RUNNING")], [draft(2, 0, "second", "phase_1")]);
  assert.deepEqual(texts(tail), ["second"]);
  tail.apply([phase(3, "FAILED")], []);
  tail.apply([], [draft(3, 6, "late", "phase_1")]);
  assert.deepEqual(texts(tail), []);
});
