import assert from "node:assert/strict";
import { test } from "node:test";
import { fillWords, startedConversation } from "./words.ts";

test("words are filled in variables and, quoted, in the document", () => {
  const words = { $new: "key-1", $conversation: null };
  const asked = {
    query: `mutation($n: Int) { send(key: "$new", id: "$conversation", new: $new) }`,
    variables: { keys: ["$new", "a $new"], id: "$conversation", n: 1, none: null },
  };
  assert.deepEqual(fillWords(asked, words), {
    query: `mutation($n: Int) { send(key: "key-1", id: "$conversation", new: $new) }`,
    variables: { keys: ["key-1", "a $new"], id: "$conversation", n: 1, none: null },
  });
  assert.equal(fillWords("toString", words), "toString");
});

test("a started conversation is found in the answer that tells it, and in no other", () => {
  const answer = { data: { startConversation: { conversation: { id: "conversation_1" } } } };
  assert.equal(startedConversation(answer), "conversation_1");
  for (const other of [null, { data: null }, { data: { startConversation: {} } }, {}]) {
    assert.equal(startedConversation(other), null);
  }
});
