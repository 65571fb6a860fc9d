import assert from "node:assert/strict";
import { test } from "node:test";
import { answerKey, labelOf, messageIdOf, messageKey, startKey } from "./keys.ts";

const conversation = "conversation_01a227d2d042d161ba4a7429fb5bd695";

test("a message is found again by the client's id of it", () => {
  const key = messageKey(conversation, "740c1811-c9a4");
  assert.equal(messageIdOf(conversation, key), "740c1811-c9a4");
  assert.equal(messageIdOf("conversation_2", key), null);
  assert.equal(messageIdOf(conversation, null), null);
});

test("ids that a key cannot have are hashed, each to its own key", () => {
  const odd = ["x".repeat(400), "a\u0000b", " a", "\ud800", "sha256:1"];
  const keys = odd.map((id) => messageKey(conversation, id));
  assert.equal(new Set(keys).size, odd.length);
  for (const key of keys) {
    assert.ok(key.length <= 200 && key.isWellFormed());
    assert.equal(messageIdOf(conversation, key), null);
  }
  assert.ok(odd.every((id) => labelOf(id).length <= 200));
});

test("the same message in two threads, and a thread with two agents, have keys of their own", () => {
  assert.notEqual(messageKey(conversation, "1"), messageKey("conversation_2", "1"));
  assert.notEqual(startKey("a", null, "t"), startKey("b", null, "t"));
  assert.notEqual(startKey("a", null, "t"), startKey("a", { number: 1 }, "t"));
});

test("the same answer to an interrupt has the same key, in any order of its fields", () => {
  const key = answerKey("i", { approve: { arguments: { a: 1, b: 2 } } });
  assert.equal(answerKey("i", { approve: { arguments: { b: 2, a: 1 } } }), key);
  assert.notEqual(answerKey("i", { approve: {} }), key);
});
