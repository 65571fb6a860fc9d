import assert from "node:assert/strict";
import { test } from "node:test";
import { periods } from "../../market/history.ts";
import { failureOf, startTestMcpServer, textOf } from "../../testing/test-mcp-server.ts";
import { fittingInterval, summarise } from "./get-historical-stock-prices.ts";

const history = (args: Record<string, string>) => ({
  name: "get_historical_stock_prices",
  arguments: args,
});

interface Output {
  interval: string;
  summary: Record<string, number>;
  points: { at: string; close: number }[];
  sample: boolean;
}

test("a series has a summary and no bars without a close", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const result = await client.callTool(history({ symbol: "AAPL", period: "5d", interval: "1d" }));
  const output = result.structuredContent as unknown as Output;
  assert.deepEqual(output.points.map((p) => p.close), [100, 102, 99, 110]);
  assert.deepEqual(output.points[0], {
    at: "2026-11-16T10:30:00.000Z",
    open: 99,
    high: 102,
    low: 97,
    close: 100,
    volume: 1_100,
  });
  assert.equal(output.summary.highest, 112);
  assert.equal(output.summary.changePercent, 10);
  assert.equal(output.sample, true);
});

test("the period 1d is the last day with prices", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const result = await client.callTool(history({ symbol: "AAPL", period: "1d" }));
  const output = result.structuredContent as unknown as Output;
  assert.deepEqual(output.points.map((p) => p.close), [110]);
});

test("a too fine interval is refused with a suitable one, before a request", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const result = await client.callTool(history({ symbol: "AAPL", period: "10y", interval: "5m" }));
  assert.match(textOf(result), /Use interval 1mo/);
  assert.equal(failureOf(result)?.code, "too_many_points");
  assert.deepEqual(mcp.yahoo.requests, []);
});

test("a range that Yahoo does not accept is a failure", async () => {
  await using mcp = startTestMcpServer();
  const error = { code: "Unprocessable Entity", description: "5m data not available for ..." };
  const body = JSON.stringify({ chart: { result: null, error } });
  mcp.yahoo.order("/v8/finance/chart", { status: 422, body });
  const client = await mcp.connect("prices");
  const result = await client.callTool(history({ symbol: "AAPL" }));
  assert.match(textOf(result), /shorter period or a longer interval/);
});

test("every period has an interval with few points", () => {
  const fitting = (Object.keys(periods) as (keyof typeof periods)[]).map(fittingInterval);
  assert.deepEqual(fitting.slice(0, 4), ["1h", "1h", "1d", "1d"]);
  assert.deepEqual(fitting.slice(4), ["1wk", "1wk", "1wk", "1mo", "1mo", "1mo"]);
});

test("an empty series has no summary", () => {
  assert.equal(summarise([]), undefined);
});
