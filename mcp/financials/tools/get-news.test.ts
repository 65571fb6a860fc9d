import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestMcpServer } from "../../testing/test-mcp-server.ts";

const news = (args: Record<string, unknown>) => ({ name: "get_news", arguments: args });

test("headlines are one line each, and only those with a web address", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("financials");
  const { structuredContent } = await client.callTool(news({ query: "AAPL" }));
  assert.deepEqual((structuredContent as { items: unknown[] }).items, [
    {
      title: "Shares rise after results",
      publisher: "A Paper",
      link: "https://news.example/1",
      publishedAt: "2026-11-18T11:06:40.000Z",
    },
    { title: "Old news", publisher: "C", link: "https://news.example/3", publishedAt: null },
  ]);
});

test("the result has at most the requested number of headlines", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("financials");
  const { structuredContent } = await client.callTool(news({ query: "AAPL", limit: 1 }));
  assert.equal((structuredContent as { items: unknown[] }).items.length, 1);
});
