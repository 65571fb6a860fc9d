import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArguments } from "../command/parse-arguments.ts";
import { approvalsArguments, approvalTask } from "./arguments.ts";
import { lineOf } from "./approvals.ts";

const read = (line: string) =>
  approvalTask(parseArguments(approvalsArguments, line.split(" ").filter(Boolean)));

test("without a word it lists; approve takes an id, reject a reason as well", () => {
  assert.deepEqual(read(""), { task: "list" });
  const approve = { task: "approve", id: "approval_1", reason: null };
  assert.deepEqual(read("approve approval_1"), approve);
  const reject = { task: "reject", id: "approval_1", reason: "no" };
  assert.deepEqual(read("reject approval_1 --reason no"), reject);
  assert.throws(() => read("reject approval_1"), /--reason/);
  assert.throws(() => read("approve turn_1"), /id of an approval/);
  assert.throws(() => read("decide"), /say list/);
});

test("a line has the call, what its timeout decides, and the conversation", () => {
  const line = lineOf({
    ...{ id: "approval_1", expiresAt: "2026-11-30T12:00:00.000Z", approveOnTimeout: false },
    argumentsHash: "h",
    toolCall: {
      ...{ name: "trade", arguments: { symbol: "AMD", note: "x".repeat(200) } },
      turn: { conversation: { id: "conversation_1" } },
    },
  });
  assert.match(
    line,
    /^approval_1 {2}trade \{"symbol":"AMD".*… \(all of it with --json\) {2}rejected at 2026-11-30T12/,
  );
  assert.match(line, /in conversation_1$/);
});

test("what a model wrote neither moves the cursor nor hides a part of itself", () => {
  const hostile = { note: "a\u202eb\u009b2J\u200b" };
  const line = lineOf({
    ...{ id: "approval_1", expiresAt: "2026-11-30T12:00:00.000Z", approveOnTimeout: false },
    argumentsHash: "h",
    toolCall: {
      ...{ name: "trade\x1b[2J", arguments: hostile },
      turn: { conversation: { id: "conversation_1" } },
    },
  });
  // deno-lint-ignore no-control-regex -- none of them may be there
  assert.doesNotMatch(line, /[\x00-\x1f\x7f-\x9f\u200b\u202e]/);
  assert.match(line, /trade {"note":"a\\u202eb\\u009b2J\\u200b"}/);
});
