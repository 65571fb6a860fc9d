import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { agentsUrl, textIn } from "../../support/mcp-client.ts";
import { unique } from "../../support/test-stack.ts";
import { type AgentsStack, askedIn, codeIn, type Result } from "./stack.ts";

/** The 1.x SDK has no types under Deno: this is as much of its client as is used here. */
interface Old {
  connect(transport: unknown): Promise<void>;
  close(): Promise<void>;
  listTools(params?: { cursor?: string }): Promise<{ tools: { name: string }[] }>;
  callTool(call: unknown, schema: undefined, options: object): Promise<Result>;
}

const question = "What does NVDA cost?";

const archive = `mutation($input: ArchiveAgentInput!) {
  result: archiveAgent(input: $input) { __typename } }`;

/** The names of all pages of the list. */
async function pagesOf(client: AgentsStack["client"]): Promise<string[][]> {
  const pages: string[][] = [];
  let params = {};
  for (;;) {
    const { tools, nextCursor } = await client.request({ method: "tools/list", params });
    pages.push(tools.map(({ name }) => name));
    if (nextCursor === undefined) return pages;
    params = { cursor: nextCursor };
  }
}

/** What every client does: list, ask with progress, continue the conversation. */
export function asking(stack: () => AgentsStack) {
  test("an agent is a tool: it answers with its text, its progress, and ids to continue", async () => {
    const { client, analyst } = stack();
    assert.equal(client.getNegotiatedProtocolVersion(), "2026-07-28");
    const name = `ask_${analyst}`;
    const notes: string[] = [];
    const onprogress = ({ message = "" }: { message?: string }) => void notes.push(message);
    const first = await client.callTool({ name, arguments: { message: question } }, { onprogress });
    const { conversationId, status, reply, emulated } = askedIn(first);
    assert.deepEqual([status, emulated, first.isError], ["COMPLETED", true, undefined]);
    assert.match(textIn(first), /NVDA/);
    assert.equal(reply, textIn(first));
    assert.ok(notes.includes("Calls prices.get_current_stock_price"), notes.join());
    assert.ok(notes.some((note) => /^Writes: \d+ characters$/.test(note)), notes.join());
    const args = { message: "And AMD?", conversationId };
    const second = await client.callTool({ name, arguments: args });
    assert.equal(askedIn(second).conversationId, conversationId);
    const { turns } = await stack().api.read(conversationId);
    assert.deepEqual(turns.nodes.map((turn) => turn.status), ["COMPLETED", "COMPLETED"]);
  });

  test("a client of the 1.x line lists and asks, with progress", async () => {
    const { stack: { urls }, analyst } = stack();
    const client = new OldClient({ name: "old", version: "1" }) as unknown as Old;
    await client.connect(new OldTransport(agentsUrl(urls.graphql)));
    const name = `ask_${analyst}`;
    const { tools } = await client.listTools();
    assert.ok(tools.some((tool) => tool.name === name) || tools.length > 1);
    const notes: unknown[] = [];
    const onprogress = (note: unknown) => notes.push(note);
    const result = await client.callTool({ name, arguments: { message: question } }, undefined, {
      onprogress,
    });
    assert.match(textIn(result), /NVDA/);
    assert.ok(notes.length > 0);
    await client.close();
  });

  test("every page of the list is read with its cursor, and archived agents are not in it", async () => {
    const { client, api } = stack();
    const names = Array.from({ length: 52 }, (_, n) => `${unique("crowd")}-${n}`);
    const archived = (agents: string[]) =>
      Promise.all(agents.map((agent) => api.attempt(archive, { agent, archived: true })));
    await Promise.all(names.map((name) => api.register(name, { tools: [] })));
    const [gone = "", ...crowd] = names;
    await archived([gone]);
    const pages = await pagesOf(client);
    await archived(crowd);
    assert.ok(pages.length > 1 && pages.every((page) => page.length <= 51));
    const listed = pages.flat();
    assert.equal(new Set(listed).size, listed.length);
    assert.ok(crowd.every((name) => listed.includes(`ask_${name}`)));
    assert.ok(listed.includes("research") && !listed.includes(`ask_${gone}`));
    const asked = await client.callTool({ name: `ask_${gone}`, arguments: { message: "Hi" } });
    assert.equal(codeIn(asked), "ENDED");
  });

  test("an agent whose name is too long for clients is asked by a shorter name", async () => {
    const { client, api } = stack();
    const agent = unique("a".repeat(55));
    await api.register(agent, { tools: [] });
    const { tools } = await client.listTools();
    const tool = tools.find(({ title }) => title === agent);
    assert.match(tool?.name ?? "", /^[a-zA-Z0-9_-]{64}$/);
    const args = { name: tool?.name ?? "", arguments: { message: "Say hello" } };
    assert.equal(askedIn(await client.callTool(args)).status, "COMPLETED");
  });

  test("an agent with an output schema answers with data, too", async () => {
    const { client, api } = stack();
    const agent = unique("typed");
    const schema = {
      type: "object",
      properties: { answer: { type: "string" } },
      required: ["answer"],
      additionalProperties: false,
    };
    await api.register(agent, { tools: [], outputSchema: schema });
    const result = await client.callTool({ name: `ask_${agent}`, arguments: { message: "Hello" } });
    assert.equal(typeof (askedIn(result).output as { answer: unknown }).answer, "string");
  });
}
