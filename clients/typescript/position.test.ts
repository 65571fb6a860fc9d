import assert from "node:assert/strict";
import { test } from "node:test";
import { actionFor, behind, startAt, withGap } from "./position.ts";

const fact = (seq: number) => ({ cursor: `c${seq}`, fromSeq: seq, seq });
const delta = (seq: number) => ({ cursor: `c${seq}`, fromSeq: seq + 1, seq });

test("the first event is applied whatever its number: older ones may be gone", () => {
  assert.equal(actionFor(startAt(undefined), fact(900)), "apply");
  assert.equal(actionFor(startAt("c899"), delta(899)), "apply");
});

test("the next fact, and text behind the last one, are applied", () => {
  const position = behind(fact(7));
  assert.equal(actionFor(position, fact(8)), "apply");
  assert.equal(actionFor(position, delta(7)), "apply");
});

test("what was seen, and text from before the last fact, are skipped", () => {
  const position = behind(fact(7));
  assert.equal(actionFor(position, fact(7)), "skip");
  assert.equal(actionFor(position, fact(3)), "skip");
  assert.equal(actionFor(position, delta(6)), "skip");
});

test("a hole is a gap, and broken when it is still there after resuming", () => {
  const position = behind(fact(7));
  assert.equal(actionFor(position, fact(9)), "gap");
  assert.equal(actionFor(position, delta(8)), "gap");
  assert.equal(actionFor(withGap(position), fact(9)), "broken");
  assert.equal(withGap(position).cursor, "c7");
});

test("a gap at another position is a first one again", () => {
  const later = behind(fact(8));
  assert.equal(actionFor(later, fact(10)), "gap");
  assert.equal(actionFor({ ...later, gapAt: 7 }, fact(10)), "gap");
});

test("text moves no position forward", () => {
  assert.equal(behind(delta(7)).last, 7);
});
