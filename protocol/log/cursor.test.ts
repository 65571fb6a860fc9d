import assert from "node:assert/strict";
import { test } from "node:test";
import type { DurableEvent } from "./event.ts";
import { decodeCursor, encodeCursor, markOf, resumePoint } from "./cursor.ts";

const stream = { id: "conversation_a", epoch: "e1", head: 9, oldest: 3 };
const at = (seq: number, over = {}) =>
  encodeCursor({ epoch: "e1", streamId: "conversation_a", seq, ...over });

test("a cursor survives the way to a client and back", () => {
  assert.deepEqual(decodeCursor(at(7)), { epoch: "e1", streamId: "conversation_a", seq: 7 });
});

test("a cursor has only characters that need no escaping in an address", () => {
  assert.match(at(7), /^[A-Za-z0-9_-]+$/);
});

test("no cursor starts at the oldest event kept", () => {
  assert.equal(resumePoint(null, stream), 2);
});

test("a cursor goes on behind its event, also behind the head", () => {
  assert.equal(resumePoint(at(5), stream), 5);
  assert.equal(resumePoint(at(9), stream), 9);
});

test("malformed, foreign and future cursors are BAD_CURSOR", () => {
  for (const bad of ["", "%%%", btoa("1.e1.x"), at(4, { streamId: "conversation_b" }), at(10)]) {
    assert.equal(resumePoint(bad, stream), "BAD_CURSOR", bad);
  }
});

test("a cursor of another incarnation is good only as far as its event is the same", () => {
  const older = { epoch: "e0", mark: "m" };
  assert.deepEqual(resumePoint(at(5, older), stream), { seq: 5, mark: "m" });
  assert.equal(resumePoint(at(10, older), stream), "CURSOR_EXPIRED");
  assert.equal(resumePoint(at(0, older), { ...stream, oldest: 1 }), 0);
});

test("a mark tells events apart by time and by what they say", () => {
  const event = (ms: number, turnId: string): DurableEvent => {
    const body = { kind: "TurnChanged", turnId, status: "RUNNING" } as const;
    return { streamId: "s", seq: 1, at: new Date(ms), body };
  };
  assert.equal(markOf(event(1, "a")), markOf(event(1, "a")));
  assert.notEqual(markOf(event(1, "a")), markOf(event(2, "a")));
  assert.notEqual(markOf(event(1, "a")), markOf(event(1, "b")));
});

test("an older incarnation and a place beyond retention are CURSOR_EXPIRED", () => {
  assert.equal(resumePoint(at(5, { epoch: "e0" }), stream), "CURSOR_EXPIRED");
  assert.equal(resumePoint(at(1), stream), "CURSOR_EXPIRED");
});
