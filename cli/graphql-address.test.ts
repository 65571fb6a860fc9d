import assert from "node:assert/strict";
import { test } from "node:test";
import { graphqlAddress } from "./graphql-address.ts";

test("the address of a server becomes that of its /graphql; other text is refused", () => {
  assert.equal(graphqlAddress("http://127.0.0.1:4000"), "http://127.0.0.1:4000/graphql");
  assert.equal(graphqlAddress("https://a.example/api/graphql"), "https://a.example/api/graphql");
  assert.equal(graphqlAddress("4000"), null);
  assert.equal(graphqlAddress("http://"), null);
});
