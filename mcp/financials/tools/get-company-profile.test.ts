import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestMcpServer } from "../../testing/test-mcp-server.ts";

interface Output {
  name: string;
  sector: string;
  description: string;
  valuation: Record<string, number | null>;
  results: Record<string, number | null>;
}

test("a profile has the company's description and key figures; missing ones are null", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("financials");
  const call = { name: "get_company_profile", arguments: { symbol: "AAPL" } };
  const output = (await client.callTool(call)).structuredContent as unknown as Output;
  assert.equal(output.name, "AAPL Inc.");
  assert.equal(output.sector, "Technology");
  assert.deepEqual(output.valuation, { trailingPE: 30, forwardPE: 26, priceToBook: null });
  assert.equal(output.results.grossMargin, 0.46);
  assert.equal(output.description.length, 1_500);
});
