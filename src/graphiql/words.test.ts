import assert from "node:assert/strict";
import { test } from "node:test";
import { fillWords, startedConversation } from "./words.ts";

test("words are filled wherever they stand, and only whole ones", () => {
  const words = { $new: "key-1", $conversation: null };
  const asked = { key: "$new", input: { keys: ["$new", "a $new"], id: "$conversation", n: 1 } };
  assert.deepEqual(fillWords(asked, words), {
    key: "key-1",
    input: { keys: ["key-1", "a $new"], id: "$conversation", n: 1 },
  });
  assert.equal(fillWords("toString", words), "toString");
  assert.equal(fillWords(null, words), null);
});

test("a started conversation is found in the answer that tells it, and in no other", () => {
  const answer = { data: { startConversation: { conversation: { id: "conversation_1" } } } };
  assert.equal(startedConversation(answer), "conversation_1");
  for (const other of [null, { data: null }, { data: { startConversation: {} } }, {}]) {
    assert.equal(startedConversation(other), null);
  }
});
