import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestMcpServer } from "../../testing/test-mcp-server.ts";

async function resolve(symbols: string[]) {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  return await client.callTool({ name: "resolve_symbols", arguments: { symbols } });
}

test("known symbols have a name, an exchange, a type and a currency; unknown ones have suggestions", async () => {
  const { structuredContent } = await resolve(["aapl", "NZZZ"]);
  const { symbols } = structuredContent as { symbols: unknown[] };
  const suggestions = [{ symbol: "NVDA", name: "NVDA Inc.", exchange: "NASDAQ" }];
  const none = { name: null, exchange: null, type: null, currency: null };
  const apple = { name: "AAPL Inc.", exchange: "NasdaqGS", type: "EQUITY", currency: "USD" };
  assert.deepEqual(symbols, [
    { symbol: "AAPL", known: true, ...apple, suggestions: [] },
    { symbol: "NZZZ", known: false, ...none, suggestions },
  ]);
});

test("the class of a share is suggested as Yahoo spells it", async () => {
  const { structuredContent } = await resolve(["BRK.B"]);
  const [answer] = (structuredContent as { symbols: { suggestions: unknown[] }[] }).symbols;
  assert.deepEqual(answer?.suggestions, [
    { symbol: "BRK-B", name: "BRK-B Inc.", exchange: "NasdaqGS" },
  ]);
});

test("no symbol, or more than ten, are refused", async () => {
  assert.equal((await resolve([])).isError, true);
  assert.equal((await resolve(Array.from({ length: 11 }, (_, i) => `A${i}`))).isError, true);
});
