import assert from "node:assert/strict";
import { test } from "node:test";
import { refused } from "./rpc-error.ts";

test("a refusal keeps its status and the headers that say what to do, as an error of JSON-RPC", async () => {
  const errors = [{ message: "Wait.", extensions: { code: "RATE_LIMITED", retryable: true } }];
  const headers = { "retry-after": "3", "www-authenticate": "Bearer", "cache-control": "no-store" };
  const response = await refused(Response.json({ errors }, { status: 429, headers }));
  assert.equal(response.status, 429);
  for (const [name, value] of Object.entries(headers)) {
    assert.equal(response.headers.get(name), value);
  }
  assert.deepEqual(await response.json(), {
    jsonrpc: "2.0",
    id: null,
    error: { code: -32000, message: "Wait.", data: { code: "RATE_LIMITED", retryable: true } },
  });
});
