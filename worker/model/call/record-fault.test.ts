import assert from "node:assert/strict";
import { test } from "node:test";
import { isRefusedForGood } from "./record-fault.ts";
import { BrokenStreamError, UndecodableError } from "../stream/stream-faults.ts";

test("the second answer that cannot be read is the last, an empty one before it included", () => {
  const fault = new UndecodableError("x");
  assert.equal(isRefusedForGood({ rejectedAnswers: 0 }, fault), false);
  assert.equal(isRefusedForGood({ rejectedAnswers: 1 }, fault), true);
  assert.equal(isRefusedForGood({ rejectedAnswers: 1 }, new BrokenStreamError("x")), false);
});
