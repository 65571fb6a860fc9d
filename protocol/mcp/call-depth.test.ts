import assert from "node:assert/strict";
import { test } from "node:test";
import { depthOfKey, keyAtDepth, keyOfClient } from "./call-depth.ts";

test("the depth of a message is read from its key", () => {
  assert.equal(depthOfKey(keyAtDepth(2, "some key")), 2);
  assert.equal(depthOfKey(keyAtDepth(0, "mcp:3:x")), 0);
});

test("the key of the client is read back", () => {
  assert.equal(keyOfClient(keyAtDepth(2, "mcp:1:x")), "mcp:1:x");
  assert.deepEqual(["key", null].map(keyOfClient), [null, null]);
});

test("a message of a user has depth 0", () => {
  for (const key of [null, "", "key", "mcp:", "mcp:x:1", "a mcp:3:b", "mcp:333:b"]) {
    assert.equal(depthOfKey(key), 0, `${key}`);
  }
});
