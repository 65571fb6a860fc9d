import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf, startTestMcpServer } from "../../testing/test-mcp-server.ts";

const call = (symbol: string) => ({ name: "get_analyst_recommendations", arguments: { symbol } });

interface Output {
  rating: string;
  price: number;
  upsidePercent: number;
  trend: { monthsAgo: number; hold: number }[];
  changes: { on: string; firm: string }[];
}

test("the result has rating, targets, distribution and latest changes", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("financials");
  const output = (await client.callTool(call("AAPL"))).structuredContent as unknown as Output;
  assert.equal(output.rating, "buy");
  assert.equal(output.price, 200);
  assert.equal(output.upsidePercent, 15);
  assert.deepEqual(output.trend.map((t) => [t.monthsAgo, t.hold]), [[0, 13], [1, 14]]);
  assert.deepEqual(output.changes.map((c) => [c.on, c.firm]), [
    ["2026-11-06", "Bank 2"],
    ["2026-05-28", "Bank 1"],
  ]);
});

test("without analysts, the result has nulls and empty lists", async () => {
  await using mcp = startTestMcpServer();
  const body = JSON.stringify({ quoteSummary: { result: [{}], error: null } });
  mcp.yahoo.order("/v10/", { status: 200, body });
  const client = await mcp.connect("financials");
  const output = (await client.callTool(call("AAPL"))).structuredContent as unknown as Output;
  assert.equal(output.rating, null);
  assert.equal(output.price, 201);
  assert.deepEqual([output.trend, output.changes], [[], []]);
});

test("an unknown symbol is a failure with code unknown_symbol", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("financials");
  assert.equal(failureOf(await client.callTool(call("NOPE")))?.code, "unknown_symbol");
});
