import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { servers } from "./servers.ts";
import { startStand } from "./testing/mcp-stand.ts";
import { argumentsFor } from "./testing/tool-arguments.ts";

interface Result {
  isError?: boolean;
  structuredContent?: Record<string, unknown>;
}

/** The 1.x SDK has no types under Deno: this is as much of its client as is used here. */
interface Old {
  connect(transport: unknown): Promise<void>;
  close(): Promise<void>;
  listTools(): Promise<{ tools: { name: string }[] }>;
  callTool(call: unknown): Promise<Result>;
}

interface ToolCall {
  name: string;
  arguments: Record<string, unknown>;
}

const call = { name: "get_current_stock_price", arguments: { symbol: "MSFT" } };

/** Lists a server's tools and calls each of them; every call must work and be labelled. */
async function tryAll(
  client: Pick<Old, "listTools"> & { callTool(call: ToolCall): Promise<unknown> },
  names: readonly string[],
): Promise<void> {
  const listed = (await client.listTools()).tools.map((t) => t.name);
  assert.deepEqual(listed.toSorted(), names.toSorted());
  for (const name of listed) {
    const result = await client.callTool({ name, arguments: argumentsFor(name) }) as Result;
    assert.equal(result.isError, undefined, name);
    assert.equal(result.structuredContent?.sample, true, name);
  }
}

for (const { name, tools } of servers) {
  const names = tools.map((t) => t.name);

  test(`/${name}: a client of the current line gets the current revision, and all tools work`, async () => {
    await using stand = startStand();
    const client = await stand.connect(name);
    assert.equal(client.getNegotiatedProtocolVersion(), "2026-07-28");
    await tryAll(client, names);
  });

  test(`/${name}: a client of the 1.x line falls back, and all tools work`, async () => {
    await using stand = startStand();
    const client: Old = new OldClient({ name: "old", version: "1" });
    await client.connect(new OldTransport(new URL(`${stand.url}/${name}`)));
    await tryAll(client, names);
    await client.close();
  });
}

test("every tool tells hosts that it reads only, and may be called again", async () => {
  await using stand = startStand();
  for (const { name } of servers) {
    const { tools } = await (await stand.connect(name)).listTools();
    for (const tool of tools) {
      assert.deepEqual(tool.annotations, {
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: true,
      }, tool.name);
      assert.ok(tool.title && tool.description && tool.outputSchema, tool.name);
    }
  }
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
