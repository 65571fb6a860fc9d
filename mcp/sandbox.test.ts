import assert from "node:assert/strict";
import { test } from "node:test";
import { servers } from "./servers.ts";
import { startStand } from "./testing/mcp-stand.ts";
import { startSandboxProcess } from "./testing/sandbox-process.ts";
import { argumentsFor } from "./testing/tool-arguments.ts";

const price = (symbol: string) => ({ name: "get_current_stock_price", arguments: { symbol } });

test("every tool works on the sandbox's market, through the package, and is labelled", async () => {
  await using sandbox = await startSandboxProcess();
  await using stand = startStand({ market: { standIn: sandbox.yahooUrl } });
  for (const { name: server, tools } of servers) {
    const client = await stand.connect(server);
    for (const { name } of tools) {
      const call = { name, arguments: argumentsFor(name) };
      const result = await client.callTool(call);
      assert.equal(result.isError, undefined, `${name}: ${JSON.stringify(result.content)}`);
      assert.equal((result.structuredContent as { sample: boolean }).sample, true);
    }
  }
  const client = await stand.connect("prices");
  for (const period of ["1d", "5d", "1mo", "1y", "10y"]) {
    const { contents: [first] } = await client.readResource({
      uri: `prices://history/NVDA/${period}`,
    });
    const rows = first && "text" in first ? first.text.split("\r\n").length - 2 : 0;
    assert.ok(rows >= 7 && rows <= 130, `${period}: ${rows} rows`);
  }
});

test("on the sandbox's market too, refusals and a new crumb are got over", async () => {
  await using sandbox = await startSandboxProcess();
  await using stand = startStand({ market: { standIn: sandbox.yahooUrl } });
  const client = await stand.connect("prices");
  assert.equal((await client.callTool(price("AAPL"))).isError, undefined);
  await sandbox.control({ rotateCrumb: true });
  assert.equal((await client.callTool(price("MSFT"))).isError, undefined);
  await sandbox.control({ fault429: 1 });
  assert.equal((await client.callTool(price("NVDA"))).isError, undefined);
  assert.ok(stand.lines.some((line) => line.includes('"fault":"stale_crumb"')));
  assert.ok(stand.lines.some((line) => line.includes('"fault":"rate_limited"')));
});
