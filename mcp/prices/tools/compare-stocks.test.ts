import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf, startTestMcpServer, textOf } from "../../testing/test-mcp-server.ts";

const compare = (...symbols: string[]) => ({ name: "compare_stocks", arguments: { symbols } });

interface Output {
  rows: { symbol: string; rangePosition: number }[];
  oneCurrency: boolean;
  unknownSymbols: string[];
  delistedSymbols: string[];
}

test("known symbols are compared once each, unknown and delisted ones listed", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const result = await client.callTool(compare("AAPL", "msft", "MSFT", "NOPE", "TWTR"));
  const { rows, oneCurrency, unknownSymbols, delistedSymbols } = result
    .structuredContent as unknown as Output;
  assert.deepEqual(rows.map((r) => r.symbol), ["AAPL", "MSFT"]);
  assert.equal(rows[0]?.rangePosition, 0.75);
  assert.equal(oneCurrency, true);
  assert.deepEqual([unknownSymbols, delistedSymbols], [["NOPE"], ["TWTR"]]);
});

test("without a known symbol, it is a failure", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const result = await client.callTool(compare("NOPE", "NADA"));
  assert.match(textOf(result), /None of these symbols is known: NOPE, NADA/);
  assert.equal(failureOf(result)?.code, "unknown_symbol");
});

test("a single symbol is not a comparison", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  assert.equal((await client.callTool(compare("AAPL"))).isError, true);
});
