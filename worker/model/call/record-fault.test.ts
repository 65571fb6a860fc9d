import assert from "node:assert/strict";
import { test } from "node:test";
import { isUnreadableAgain } from "./record-fault.ts";
import { BrokenStreamError, UndecodableError } from "../stream/stream-faults.ts";

test("the second unreadable answer is the last, also after an empty one", () => {
  const fault = new UndecodableError("x");
  assert.equal(isUnreadableAgain({ rejectedAnswers: 0 }, fault), false);
  assert.equal(isUnreadableAgain({ rejectedAnswers: 1 }, fault), true);
  assert.equal(isUnreadableAgain({ rejectedAnswers: 1 }, new BrokenStreamError("x")), false);
});
