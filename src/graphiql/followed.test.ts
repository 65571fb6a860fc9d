import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, validate } from "graphql";
import { schema } from "../../schema/mod.ts";
import { followedConversation, followQuery } from "./followed.ts";

test("the subscription of the panel is valid", () => {
  assert.deepEqual(validate(schema, parse(followQuery)), []);
});

test("the panel follows the conversation that was started, sent to or subscribed to", () => {
  const started = { data: { startConversation: { conversation: { id: "conversation_9" } } } };
  assert.equal(followedConversation(`{"query":"mutation"}`, started), "conversation_9");
  const send = JSON.stringify({
    query: `mutation { sendMessage(input: { conversationId: "conversation_a-B_1" }) { x } }`,
  });
  assert.equal(followedConversation(send, { data: { sendMessage: {} } }), "conversation_a-B_1");
  const variables = JSON.stringify({
    query: "mutation($id: ID!) { sendMessage(input: { conversationId: $id }) { x } }",
    variables: { id: "conversation_2" },
  });
  assert.equal(followedConversation(variables, { data: {} }), "conversation_2");
  const watch = JSON.stringify({
    type: "subscribe",
    payload: { query: `subscription { conversationEvents(id: "conversation_3") { seq } }` },
  });
  assert.equal(followedConversation(watch, null), "conversation_3");
});

test("operations that only read, name no conversation, or failed do not change the panel", () => {
  for (
    const request of [
      `{"query":"{ conversation(id: \\"conversation_1\\") { id } }"}`,
      `{"query":"mutation { sendMessage(input: { conversationId: \\"$conversation\\" }) { x } }"}`,
      `{"type":"subscribe","payload":{"query":"subscription { approvalEvents { seq } }"}}`,
      `not JSON`,
    ]
  ) assert.equal(followedConversation(request, { data: null }), null);
});
