import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import assert from "node:assert/strict";
import { test } from "node:test";
import { denoRunFlags } from "./permissions.ts";
import { sampleMarket } from "./testing/sample-market.ts";
import { startFakeYahoo } from "./testing/fake-yahoo.ts";

const main = new URL("./main.ts", import.meta.url).pathname;

function run(flags: string[], env: Record<string, string>): Deno.ChildProcess {
  const args = ["run", ...flags, main];
  return new Deno.Command(Deno.execPath(), { args, env, stdout: "piped", stderr: "piped" }).spawn();
}

/** The child's log, event by event; throws when a line is not JSON. */
async function* events(child: Deno.ChildProcess) {
  let rest = "";
  for await (const part of child.stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as { event: string; port?: number };
  }
}

test("the process serves a call with its minimal permissions and stops cleanly", async () => {
  await using yahoo = startFakeYahoo(sampleMarket);
  const flags = denoRunFlags({ host: "127.0.0.1", port: 0, yahooUrl: yahoo.url }, {});
  const child = run(flags, { MCP_PORT: "0", MARKET_DATA: "sample", YAHOO_URL: yahoo.url });
  const log = events(child);
  const listening = (await log.next()).value;
  assert.equal(listening?.event, "mcp.server_listening");

  const client = new Client({ name: "t", version: "1" }, { versionNegotiation: { mode: "auto" } });
  const url = new URL(`http://127.0.0.1:${listening?.port}/prices`);
  await client.connect(new StreamableHTTPClientTransport(url));
  const call = { name: "get_current_stock_price", arguments: { symbol: "NVDA" } };
  assert.equal((await client.callTool(call)).isError, undefined);
  assert.ok((await client.getPrompt({ name: "price_analyst" })).messages.length > 0);
  yahoo.order("/v7/finance/quote", { status: 404, body: "<html>" });
  const failed = await client.callTool({ ...call, arguments: { symbol: "MSFT" } });
  assert.equal(failed.isError, true);
  await client.close();

  child.kill("SIGTERM");
  const seen = (await Array.fromAsync(log)).map((line) => line.event);
  assert.deepEqual(seen.slice(-2), ["mcp.server_stopping", "mcp.server_stopped"]);
  assert.ok(!seen.includes("mcp.package_output"));
  assert.deepEqual((await child.status).code, 0);
  assert.equal(await new Response(child.stderr).text(), "");
});

test("an invalid configuration is reported completely, and the process does not start", async () => {
  const flags = denoRunFlags({ host: "127.0.0.1", port: 0 }, {});
  const child = run(flags, { MCP_PORT: "no", YAHOO_URL: "no" });
  const { code, stderr } = await child.output();
  assert.equal(code, 2);
  const text = new TextDecoder().decode(stderr);
  assert.match(text, /MCP_PORT/);
  assert.match(text, /YAHOO_URL/);
});
