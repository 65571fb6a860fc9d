import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf, startTestMcpServer, textOf } from "../testing/test-mcp-server.ts";

interface Output {
  currency: string;
  frequency: string;
  columns: { periodEnd: string; lines: Record<string, number | null> }[];
}

const expected: [tool: string, line: string, newest: number, missing: string][] = [
  ["get_income_statement", "totalRevenue", 400e9, "EBITDA"],
  ["get_balance_sheet", "totalAssets", 360e9, "totalDebt"],
  ["get_cash_flow", "operatingCashFlow", 120e9, "freeCashFlow"],
];

for (const [name, line, newest, missing] of expected) {
  test(`${name} shows its lines, newest period first`, async () => {
    await using mcp = startTestMcpServer();
    const client = await mcp.connect("financials");
    for (const frequency of ["annual", "quarterly"]) {
      const result = await client.callTool({ name, arguments: { symbol: "AAPL", frequency } });
      const output = result.structuredContent as unknown as Output;
      assert.equal(output.currency, "USD");
      assert.equal(output.frequency, frequency);
      assert.deepEqual(output.columns.map((c) => c.periodEnd), ["2025-09-30", "2024-09-30"]);
      assert.equal(output.columns[0]?.lines[line], newest);
      assert.equal(output.columns[0]?.lines[missing], null);
    }
  });
}

test("a security without statements is a failure with code no_data", async () => {
  await using mcp = startTestMcpServer();
  const body = JSON.stringify({ timeseries: { result: [], error: null } });
  mcp.yahoo.order("/timeseries/", { status: 200, body });
  const client = await mcp.connect("financials");
  const result = await client.callTool({ name: "get_cash_flow", arguments: { symbol: "NVDA" } });
  assert.match(textOf(result), /No cash flow statement is reported for NVDA/);
  assert.equal(failureOf(result)?.code, "no_data");
});
