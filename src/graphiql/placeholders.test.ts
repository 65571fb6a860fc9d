import assert from "node:assert/strict";
import { test } from "node:test";
import { fillPlaceholders, learnPlaceholders } from "./placeholders.ts";

test("placeholders are replaced in variables and, quoted, in the document", () => {
  const words = { $new: "key-1", $conversation: null };
  const asked = {
    query: `mutation($n: Int) { send(key: "$new", id: "$conversation", new: $new) }`,
    variables: { keys: ["$new", "a $new"], id: "$conversation", n: 1, none: null },
  };
  assert.deepEqual(fillPlaceholders(asked, words), {
    query: `mutation($n: Int) { send(key: "key-1", id: "$conversation", new: $new) }`,
    variables: { keys: ["key-1", "a $new"], id: "$conversation", n: 1, none: null },
  });
  assert.equal(fillPlaceholders("toString", words), "toString");
});

test("the values of a started conversation and of the first pending approval are learned, and no others", () => {
  const started = { data: { startConversation: { conversation: { id: "conversation_1" } } } };
  assert.deepEqual(learnPlaceholders(started), { $conversation: "conversation_1" });
  const nodes = [{ id: "approval_1", argumentsHash: "h1" }, { id: "approval_2" }];
  const inbox = { data: { approvals: { nodes } } };
  assert.deepEqual(learnPlaceholders(inbox), { $approval: "approval_1", $argumentsHash: "h1" });
  for (const other of [null, { data: null }, { data: { startConversation: {} } }, {}]) {
    assert.deepEqual(learnPlaceholders(other), {});
  }
});
