import assert from "node:assert/strict";
import { test } from "node:test";
import { editedArguments } from "./edited-arguments.ts";

const call = (verdict: string, proposedArguments: unknown, executed: unknown) => ({
  ...{ verdict, proposedArguments, toolCall: { arguments: executed } },
});

test("arguments were edited where those of the call differ from the model's", () => {
  assert.deepEqual(editedArguments(call("APPROVED", { a: 1 }, { a: 2 })), { a: 2 });
  assert.equal(
    editedArguments(call("APPROVED", { a: 1, b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: 1 })),
    null,
  );
  assert.equal(editedArguments(call("REJECTED", { a: 1 }, { a: 2 })), null);
  assert.equal(editedArguments(call("APPROVED", null, { a: 2 })), null);
});
