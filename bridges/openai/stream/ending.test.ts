import assert from "node:assert/strict";
import { test } from "node:test";
import { endingOf } from "./ending.ts";

const ending = (status: string, code?: string) => {
  const found = endingOf(status, code === undefined ? null : { code, message: "No." });
  return found &&
    [found.event, found.status, found.error?.code ?? found.incomplete_details?.reason];
};

test("a response ends as its turn does", () => {
  assert.deepEqual(ending("COMPLETED"), ["response.completed", "completed", undefined]);
  assert.deepEqual(ending("CANCELLED"), ["response.incomplete", "cancelled", undefined]);
  assert.deepEqual(ending("DISCARDED"), ["response.incomplete", "cancelled", undefined]);
  for (const open of ["QUEUED", "RUNNING", "WAITING"]) assert.equal(ending(open), null);
});

test("a failure has a code that clients know and a message with ours; a budget cuts as a limit does", () => {
  assert.deepEqual(ending("FAILED", "RATE_LIMITED"), [
    ...["response.failed", "failed", "rate_limit_exceeded"],
  ]);
  assert.deepEqual(ending("FAILED", "REFUSED"), ["response.failed", "failed", "server_error"]);
  assert.equal(
    endingOf("FAILED", { code: "REFUSED", message: "No." })?.error?.message,
    "REFUSED: No.",
  );
  assert.deepEqual(ending("FAILED", "BUDGET_EXCEEDED"), [
    ...["response.incomplete", "incomplete", "max_output_tokens"],
  ]);
});
