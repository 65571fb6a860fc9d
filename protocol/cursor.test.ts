import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeCursor, encodeCursor, resumePoint } from "./cursor.ts";

const stream = { id: "conversation_a", epoch: "e1", head: 9, oldest: 3 };
const at = (seq: number, over = {}) =>
  encodeCursor({ epoch: "e1", streamId: "conversation_a", seq, ...over });

test("a cursor survives the way to a client and back", () => {
  assert.deepEqual(decodeCursor(at(7)), { epoch: "e1", streamId: "conversation_a", seq: 7 });
});

test("a cursor has only characters that need no escaping in an address", () => {
  assert.match(at(7), /^[A-Za-z0-9_-]+$/);
});

test("no cursor starts at the oldest fact kept", () => {
  assert.equal(resumePoint(null, stream), 2);
});

test("a cursor goes on behind its fact, also behind the head", () => {
  assert.equal(resumePoint(at(5), stream), 5);
  assert.equal(resumePoint(at(9), stream), 9);
});

test("malformed, foreign and future cursors are BAD_CURSOR", () => {
  for (const bad of ["", "%%%", btoa("1.e1.x"), at(4, { streamId: "conversation_b" }), at(10)]) {
    assert.equal(resumePoint(bad, stream), "BAD_CURSOR", bad);
  }
});

test("an older incarnation and a place beyond retention are CURSOR_EXPIRED", () => {
  assert.equal(resumePoint(at(5, { epoch: "e0" }), stream), "CURSOR_EXPIRED");
  assert.equal(resumePoint(at(1), stream), "CURSOR_EXPIRED");
});
