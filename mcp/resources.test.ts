import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestMcpServer } from "./testing/test-mcp-server.ts";

test("a price series is CSV and a statement is JSON, each labelled as a sample", async () => {
  await using mcp = startTestMcpServer();
  const read = async (server: string, uri: string) => {
    const { contents } = await (await mcp.connect(server)).readResource({ uri });
    const [first] = contents;
    assert.equal(first?._meta?.["tramontane/sample"], true);
    return first && "text" in first ? first.text : assert.fail("no text");
  };
  const rows = (await read("prices", "prices://history/aapl/5d")).split("\r\n");
  assert.equal(rows[0], "at,day,open,high,low,close,volume,currency,sample");
  assert.match(rows[1] ?? "", /^2026-.*Z,2026-11-16,99,102,97,100,1100,USD,true$/);
  const uri = "financials://statements/AAPL/income/annual";
  const { columns, sample, currency } = JSON.parse(await read("financials", uri));
  assert.equal(columns[0].lines.totalRevenue, 400e9);
  assert.deepEqual([sample, currency], [true, "USD"]);
});

test("variables are completed, and failures have a text and a code", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const { resourceTemplates } = await client.listResourceTemplates();
  const ref = { type: "ref/resource" as const, uri: resourceTemplates[0]?.uriTemplate ?? "" };
  const complete = async (name: string, value: string) =>
    (await client.complete({ ref, argument: { name, value } })).completion.values;
  assert.deepEqual(await complete("symbol", "nv"), ["NVDA"]);
  assert.deepEqual(await complete("period", "1"), ["1d", "1mo", "1y", "10y"]);
  const refused: [string, RegExp, number][] = [
    ["prices://history/AAPL/9y", /one of 1d, 5d/, -32602],
    ["prices://history/a%20b/1y", /ticker symbol/, -32602],
    ["prices://history/NOPE/1y", /Did you mean NVDA/, -32602],
  ];
  for (const [uri, message, code] of refused) {
    await assert.rejects(client.readResource({ uri }), { message, code });
  }
  const limited = { status: 429, headers: { "retry-after": "60" } };
  mcp.yahoo.order("/v7/finance/quote", limited);
  const uri = "prices://history/MSFT/1y";
  await assert.rejects(client.readResource({ uri }), { message: /limits the rate/, code: -32603 });
});
