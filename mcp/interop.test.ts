import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { startStand } from "./testing/mcp-stand.ts";

/** The 1.x SDK has no types under Deno: this is as much of its client as is used here. */
interface Old {
  connect(transport: unknown): Promise<void>;
  close(): Promise<void>;
  listTools(): Promise<{ tools: { name: string }[] }>;
  callTool(call: unknown): Promise<{ isError?: boolean; structuredContent?: { price?: number } }>;
  getServerVersion(): { name: string };
}

const call = { name: "get_current_stock_price", arguments: { symbol: "MSFT" } };

test("a client of the current line negotiates the current revision, lists and calls", async () => {
  await using stand = startStand();
  const client = await stand.connect("prices");
  assert.equal(client.getNegotiatedProtocolVersion(), "2026-07-28");
  const { tools } = await client.listTools();
  assert.ok(tools.some((t) => t.name === call.name && t.annotations?.readOnlyHint === true));
  const result = await client.callTool(call);
  assert.equal((result.structuredContent as { price: number }).price, 402);
});

test("a client of the 1.x line falls back to the older revision, lists and calls", async () => {
  await using stand = startStand();
  const client: Old = new OldClient({ name: "old", version: "1" });
  await client.connect(new OldTransport(new URL(`${stand.url}/prices`)));
  assert.equal(client.getServerVersion().name, "prices");
  const { tools } = await client.listTools();
  assert.ok(tools.some((t) => t.name === call.name));
  assert.equal((await client.callTool(call)).structuredContent?.price, 402);
  const bad = await client.callTool({ ...call, arguments: { symbol: 7 } });
  assert.equal(bad.isError, true);
  await client.close();
});

test("an unknown tool is a protocol error", async () => {
  await using stand = startStand();
  const client = await stand.connect("prices");
  await assert.rejects(client.callTool({ name: "no_such_tool", arguments: {} }), { code: -32602 });
});

test("missing arguments are an error for the model to mend", async () => {
  await using stand = startStand();
  const client = await stand.connect("prices");
  const result = await client.callTool({ name: call.name, arguments: {} });
  assert.equal(result.isError, true);
});
