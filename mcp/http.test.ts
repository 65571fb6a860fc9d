import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { startTestMcpServer } from "./testing/test-mcp-server.ts";

interface Answer {
  status: number;
  body: string;
}

/** A request with any headers at all: fetch would not let Host and Sec-Fetch-Site through. */
function send(url: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const sent = request(url, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => text += part);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on("error", reject).end(body);
  });
}

/** A tool call as a client of the current revision sends it. */
function currentLineCall(url: string, signal: AbortSignal): Request {
  const name = "get_current_stock_price";
  const meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const params = { name, arguments: { symbol: "AAPL" }, _meta: meta };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
  const revision = { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call" };
  const headers = { ...json, ...revision, "mcp-name": name, host: "127.0.0.1" };
  return new Request(url, { method: "POST", headers, body, signal });
}

const json = { "content-type": "application/json", accept: "application/json, text/event-stream" };
const list = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
const token = "a-token-of-enough-length";

test("a local JSON POST is served", async () => {
  await using mcp = startTestMcpServer();
  const answer = await send(`${mcp.url}/prices`, json, list);
  assert.equal(answer.status, 200);
  assert.match(answer.body, /get_current_stock_price/);
});

test("another host, origin or site, and other bodies than JSON, are refused", async () => {
  await using mcp = startTestMcpServer();
  const status = async (headers: Record<string, string>) =>
    (await send(`${mcp.url}/prices`, { ...json, ...headers }, list)).status;
  assert.equal(await status({ host: "evil.example" }), 421);
  assert.equal(await status({ origin: "https://evil.example" }), 403);
  assert.equal(await status({ origin: "null" }), 403);
  assert.equal(await status({ "sec-fetch-site": "cross-site" }), 403);
  assert.equal(await status({ "content-type": "text/plain" }), 415);
});

test("with a token, calls require it and health checks do not", async () => {
  await using mcp = startTestMcpServer({ token });
  const status = async (authorization: string) =>
    (await send(`${mcp.url}/prices`, { ...json, authorization }, list)).status;
  assert.equal(await status(""), 401);
  assert.equal(await status("Bearer wrong"), 401);
  assert.equal(await status(`Bearer ${token}x`), 401);
  assert.equal(await status(`Bearer ${token}`), 200);
  assert.equal((await send(`${mcp.url}/livez`, {})).status, 200);
});

test("a body beyond the limit is refused before it is read", async () => {
  await using mcp = startTestMcpServer();
  const answer = await send(`${mcp.url}/prices`, json, `"${"x".repeat(1_000_001)}"`);
  assert.equal(answer.status, 413);
});

test("an unknown path is refused", async () => {
  await using mcp = startTestMcpServer();
  assert.equal((await send(`${mcp.url}/nothing`, json, list)).status, 404);
});

test("a call whose client disconnects ends, and is logged as cancelled", async () => {
  await using mcp = startTestMcpServer();
  const gone = new AbortController();
  // Without a socket: Deno 2.9.3 overlooks the end of some connections (by the request's size).
  const answer = mcp.fetch(currentLineCall(`${mcp.url}/prices`, gone.signal));
  const ended = mcp.seen("mcp.tool_called");
  await mcp.yahoo.blockNext("/v7/finance/quote");
  gone.abort();
  assert.equal((await ended).outcome, "cancelled");
  assert.equal((await answer).status, 499);
});

test("readiness reports the market and the fault of its last reading", async () => {
  await using mcp = startTestMcpServer();
  const ready = async () => JSON.parse((await send(`${mcp.url}/readyz`, {})).body);
  assert.equal((await ready()).dependencies.market.status, "ok");
  mcp.yahoo.order("/v7/finance/quote", { status: 429, headers: { "retry-after": "60" } });
  const client = await mcp.connect("prices");
  await client.callTool({ name: "get_current_stock_price", arguments: { symbol: "AAPL" } });
  const { status, dependencies } = await ready();
  assert.equal(status, "ready");
  assert.deepEqual(dependencies.market, {
    status: "failing",
    source: "sample",
    lastFault: "rate_limited",
  });
});
