import assert from "node:assert/strict";
import { test } from "node:test";
import { links } from "./links.ts";

test("a link to a conversation holds its place, without parts that have no value", () => {
  assert.equal(links.conversation("a/b"), "/conversations/a%2Fb");
  assert.equal(
    links.conversation("x", { turn: 3, at: 142, view: "timeline", entry: undefined }),
    "/conversations/x?turn=3&at=142&view=timeline",
  );
  assert.equal(links.search("a b&c"), "/search?q=a+b%26c");
});
