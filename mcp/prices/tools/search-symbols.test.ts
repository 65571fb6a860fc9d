import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestMcpServer } from "../../testing/test-mcp-server.ts";

test("listed securities are found by name; companies without a symbol are left out", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const call = { name: "search_symbols", arguments: { query: "apple" } };
  const { structuredContent } = await client.callTool(call);
  const { matches } = structuredContent as { matches: unknown[] };
  assert.deepEqual(matches, [
    { symbol: "AAPL", name: "AAPL Inc.", exchange: "NASDAQ", type: "EQUITY" },
  ]);
});

test("an empty query is refused", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const call = { name: "search_symbols", arguments: { query: "  " } };
  assert.equal((await client.callTool(call)).isError, true);
});
