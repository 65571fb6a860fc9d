import assert from "node:assert/strict";
import { test } from "node:test";
import type { DurableEvent } from "./event.ts";
import { decodeCursor, encodeCursor, markOf, resumePoint } from "./cursor.ts";

const stream = { id: "conversation_a", epoch: "e1", head: 9, oldest: 3 };
const at = (seq: number, over = {}) =>
  encodeCursor({ epoch: "e1", streamId: "conversation_a", seq, ...over });

test("a cursor is encoded and decoded without loss", () => {
  assert.deepEqual(decodeCursor(at(7)), { epoch: "e1", streamId: "conversation_a", seq: 7 });
});

test("a cursor needs no escaping in a URL", () => {
  assert.match(at(7), /^[A-Za-z0-9_-]+$/);
});

test("without a cursor a reader starts at the oldest event", () => {
  assert.equal(resumePoint(null, stream), 2);
});

test("a reader continues after the event of its cursor, also after the last event", () => {
  assert.equal(resumePoint(at(5), stream), 5);
  assert.equal(resumePoint(at(9), stream), 9);
});

test("malformed, foreign and future cursors are BAD_CURSOR", () => {
  for (const bad of ["", "%%%", btoa("1.e1.x"), at(4, { streamId: "conversation_b" }), at(10)]) {
    assert.equal(resumePoint(bad, stream), "BAD_CURSOR", bad);
  }
});

test("a cursor of another epoch is valid only if its event is the same", () => {
  const older = { epoch: "e0", mark: "m" };
  assert.deepEqual(resumePoint(at(5, older), stream), { seq: 5, mark: "m" });
  assert.equal(resumePoint(at(10, older), stream), "CURSOR_EXPIRED");
  assert.equal(resumePoint(at(0, older), { ...stream, oldest: 1 }), 0);
});

test("a mark distinguishes events by time and body", () => {
  const event = (ms: number, turnId: string): DurableEvent => {
    const body = { kind: "TurnChanged", turnId, status: "RUNNING" } as const;
    return { streamId: "s", seq: 1, at: new Date(ms), body };
  };
  assert.equal(markOf(event(1, "a")), markOf(event(1, "a")));
  assert.notEqual(markOf(event(1, "a")), markOf(event(2, "a")));
  assert.notEqual(markOf(event(1, "a")), markOf(event(1, "b")));
});

test("an earlier epoch and a position before the retention are CURSOR_EXPIRED", () => {
  assert.equal(resumePoint(at(5, { epoch: "e0" }), stream), "CURSOR_EXPIRED");
  assert.equal(resumePoint(at(1), stream), "CURSOR_EXPIRED");
});
