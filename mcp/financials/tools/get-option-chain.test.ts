import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf, startTestMcpServer } from "../../testing/test-mcp-server.ts";

const chain = (args: Record<string, unknown>) => ({
  name: "get_option_chain",
  arguments: { symbol: "AAPL", ...args },
});

interface Output {
  expiration: string;
  expirations: string[];
  calls: { strike: number }[];
  puts: { strike: number }[];
}

test("the result has the strikes nearest to the price, the lowest first", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("financials");
  const result = await client.callTool(chain({ strikes: 4 }));
  const output = result.structuredContent as unknown as Output;
  assert.deepEqual(output.calls.map((c) => c.strike), [195, 200, 205, 210]);
  assert.equal(output.puts.length, 4);
  assert.equal(output.expiration, output.expirations[0]);
});

test("another expiration can be requested; a day without options is a failure", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("financials");
  const output = (await client.callTool(chain({ expiration: "2026-12-31" })))
    .structuredContent as unknown as Output;
  assert.equal(output.expiration, "2026-12-31");
  const none = await client.callTool(chain({ expiration: "2026-12-30" }));
  assert.equal(failureOf(none)?.code, "no_data");
});
