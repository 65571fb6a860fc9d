import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "graphql";
import { schema } from "../../schema/mod.ts";
import { answerVariables, sharingKey } from "./sharing-key.ts";

const document = parse(`
  subscription S($id: ID!, $after: String, $long: Boolean!) {
    conversationEvents(id: $id, after: $after) { ...chosen }
  }
  subscription Other($id: ID!) { conversationEvents(id: $id) { __typename } }
  fragment chosen on Event { seq at @include(if: $long) }`);
const other = parse(`subscription Other($id: ID!) { conversationEvents(id: $id) { __typename } }`);

const key = (
  change: object = {},
  visibility = "tenant",
  credentialId: string | null = null,
) =>
  sharingKey(
    {
      schema,
      document,
      operationName: "S",
      variableValues: { id: "conversation_1", after: "c1", long: true },
      ...change,
    },
    visibility,
    credentialId,
  );

test("only variables of the selection matter, also in fragments", () => {
  assert.deepEqual(answerVariables(document, "S"), ["long"]);
  const directive = parse(
    "subscription ($id: ID!, $yes: Boolean!) { conversationEvents(id: $id) @include(if: $yes) { __typename } }",
  );
  assert.deepEqual(answerVariables(directive, null), ["yes"]);
});

test("subscribers of another stream or after another cursor have the same key", () => {
  assert.equal(key({ variableValues: { id: "conversation_2", long: true } }), key());
});

test("another document, operation, variable of the selection or visibility is another key", () => {
  const keys = [
    key(),
    key({ document: other, operationName: "Other" }),
    key({ operationName: "Other" }),
    key({ variableValues: { id: "conversation_1", after: "c1", long: false } }),
    key({}, "tenant/user"),
  ];
  assert.equal(new Set(keys).size, keys.length);
});

test("an answer with a link is shared within one credential alone, any other among all who see the same", () => {
  assert.equal(key({}, "tenant", "key_1"), key({}, "tenant", "key_2"));
  const links = parse(`
    subscription S($id: ID!) { conversationEvents(id: $id) { ... on EntryChanged { entry { ...linked } } } }
    fragment linked on Message { content { ... on MediaContent { link: url } } }`);
  const linked = (credentialId: string) => key({ document: links }, "tenant", credentialId);
  assert.notEqual(linked("key_1"), linked("key_2"));
  assert.equal(linked("key_1"), linked("key_1"));
});
