import assert from "node:assert/strict";
import { test } from "node:test";
import { behind, judge, startAt, withGap } from "./place.ts";

const fact = (seq: number) => ({ cursor: `c${seq}`, fromSeq: seq, seq });
const delta = (seq: number) => ({ cursor: `c${seq}`, fromSeq: seq + 1, seq });

test("the first event is applied whatever its number: older ones may be gone", () => {
  assert.equal(judge(startAt(undefined), fact(900)), "apply");
  assert.equal(judge(startAt("c899"), delta(899)), "apply");
});

test("the next fact, and text behind the last one, are applied", () => {
  const place = behind(fact(7));
  assert.equal(judge(place, fact(8)), "apply");
  assert.equal(judge(place, delta(7)), "apply");
});

test("what was seen, and text from before the last fact, are skipped", () => {
  const place = behind(fact(7));
  assert.equal(judge(place, fact(7)), "skip");
  assert.equal(judge(place, fact(3)), "skip");
  assert.equal(judge(place, delta(6)), "skip");
});

test("a hole is a gap, and broken when it is still there after resuming", () => {
  const place = behind(fact(7));
  assert.equal(judge(place, fact(9)), "gap");
  assert.equal(judge(place, delta(8)), "gap");
  assert.equal(judge(withGap(place), fact(9)), "broken");
  assert.equal(withGap(place).cursor, "c7");
});

test("a gap at another place is a first one again", () => {
  const later = behind(fact(8));
  assert.equal(judge(later, fact(10)), "gap");
  assert.equal(judge({ ...later, gapAt: 7 }, fact(10)), "gap");
});

test("text moves no place forward", () => {
  assert.equal(behind(delta(7)).last, 7);
});
