import assert from "node:assert/strict";
import { test } from "node:test";
import { actionFor, positionAfter, startAt, withGap } from "./position.ts";

const storedEvent = (seq: number) => ({ cursor: `c${seq}`, fromSeq: seq, seq });
const delta = (seq: number) => ({ cursor: `c${seq}`, fromSeq: seq + 1, seq });

test("the first event is applied whatever its number, because older ones may be deleted", () => {
  assert.equal(actionFor(startAt(undefined), storedEvent(900)), "apply");
  assert.equal(actionFor(startAt("c899"), delta(899)), "apply");
});

test("the next event, and text after the last one, are applied", () => {
  const position = positionAfter(storedEvent(7));
  assert.equal(actionFor(position, storedEvent(8)), "apply");
  assert.equal(actionFor(position, delta(7)), "apply");
});

test("earlier events, and text from before the last event, are skipped", () => {
  const position = positionAfter(storedEvent(7));
  assert.equal(actionFor(position, storedEvent(7)), "skip");
  assert.equal(actionFor(position, storedEvent(3)), "skip");
  assert.equal(actionFor(position, delta(6)), "skip");
});

test("missing numbers are a gap, and `broken` if they are still missing after resuming", () => {
  const position = positionAfter(storedEvent(7));
  assert.equal(actionFor(position, storedEvent(9)), "gap");
  assert.equal(actionFor(position, delta(8)), "gap");
  assert.equal(actionFor(withGap(position), storedEvent(9)), "broken");
  assert.equal(withGap(position).cursor, "c7");
});

test("a gap at another position counts as a first one", () => {
  const later = positionAfter(storedEvent(8));
  assert.equal(actionFor(later, storedEvent(10)), "gap");
  assert.equal(actionFor({ ...later, gapAt: 7 }, storedEvent(10)), "gap");
});

test("text does not advance the position", () => {
  assert.equal(positionAfter(delta(7)).last, 7);
});
