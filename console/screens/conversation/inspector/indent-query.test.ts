import assert from "node:assert/strict";
import { test } from "node:test";
import { indentQuery } from "./indent-query.ts";

test("a document has a line for each field, its arguments with it", () => {
  const document =
    'query A($id:ID!){node(id:$id){__typename ...B ...on Turn{s:can(scopes:["a:b"])}}}fragment B on Turn{id}';
  assert.equal(
    indentQuery(document),
    `query A($id:ID!) {
  node(id:$id) {
    __typename
    ...B
    ...on Turn {
      s:can(scopes:["a:b"])
    }
  }
}

fragment B on Turn {
  id
}`,
  );
});
