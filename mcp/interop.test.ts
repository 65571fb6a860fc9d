import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { servers } from "./servers.ts";
import { startTestMcpServer } from "./testing/test-mcp-server.ts";
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
  listPrompts(): Promise<{ prompts: { name: string }[] }>;
  getPrompt(asked: unknown): Promise<{ messages: { content: { text?: string } }[] }>;
  listResourceTemplates(): Promise<{ resourceTemplates: { uriTemplate: string }[] }>;
  readResource(asked: { uri: string }): Promise<{ contents: { text?: string }[] }>;
  complete(asked: unknown): Promise<{ completion: { values: string[] } }>;
}

/** As much of either client as is used here for what is not a tool. */
type Reader = Omit<Old, "connect" | "close" | "listTools" | "callTool">;

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

/** Gets every prompt, completes an argument of it, and reads every resource. */
async function readAll(client: Reader): Promise<void> {
  const { prompts } = await client.listPrompts();
  assert.ok(prompts.length > 0);
  for (const { name } of prompts) {
    const { messages } = await client.getPrompt({ name, arguments: { language: "de" } });
    assert.match(messages[0]?.content.text ?? "", /\bde\b/, name);
    const ref = { type: "ref/prompt", name };
    const argument = { name: "language", value: "d" };
    assert.deepEqual((await client.complete({ ref, argument })).completion.values, ["de"]);
  }
  const { resourceTemplates } = await client.listResourceTemplates();
  assert.ok(resourceTemplates.length > 0);
  for (const { uriTemplate } of resourceTemplates) {
    const uri = uriTemplate.replace(/\{(\w+)\}/g, (_, place: string) => places[place] ?? "");
    const { contents } = await client.readResource({ uri });
    assert.ok((contents[0]?.text ?? "").length > 100, uri);
  }
}

const places: Record<string, string> = {
  symbol: "AAPL",
  period: "5d",
  statement: "cash-flow",
  frequency: "annual",
};

for (const { name, tools } of servers) {
  const names = tools.map((t) => t.name);

  test(`/${name}: a client of the current line gets the current revision, and all tools, prompts and resources work`, async () => {
    await using mcp = startTestMcpServer();
    const client = await mcp.connect(name);
    assert.equal(client.getNegotiatedProtocolVersion(), "2026-07-28");
    await tryAll(client, names);
    await readAll(client as unknown as Reader);
  });

  test(`/${name}: a client of the 1.x line falls back, and all tools, prompts and resources work`, async () => {
    await using mcp = startTestMcpServer();
    const client = new OldClient({ name: "old", version: "1" }) as unknown as Old;
    await client.connect(new OldTransport(new URL(`${mcp.url}/${name}`)));
    await tryAll(client, names);
    await readAll(client);
    await client.close();
  });
}

test("every tool is annotated as read-only and idempotent", async () => {
  await using mcp = startTestMcpServer();
  for (const { name } of servers) {
    const { tools } = await (await mcp.connect(name)).listTools();
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
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  await assert.rejects(client.callTool({ name: "no_such_tool", arguments: {} }), { code: -32602 });
});

test("missing arguments are an error that the model can correct", async () => {
  await using mcp = startTestMcpServer();
  const client = await mcp.connect("prices");
  const result = await client.callTool({ name: call.name, arguments: {} });
  assert.equal(result.isError, true);
});
