// An agent that has itself as a tool, through the API's own /mcp/agents.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { agentsUrl } from "../support/mcp-client.ts";
import { endOf, readUntil } from "../support/api.ts";
import { eventually, startTestStack, unique } from "../support/test-stack.ts";

/** The API's address is known once it runs: until then the server of the worker's list answers 503. */
let target: URL | undefined;
const forward = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
  if (!target) return new Response(null, { status: 503 });
  const headers = new Headers(request.headers);
  headers.delete("host");
  const { method } = request;
  const body = method === "POST" ? await request.text() : null;
  return await fetch(target, { method, headers, body, signal: request.signal });
});
const serversFile = await Deno.makeTempFile({ suffix: ".json" });
const url = `http://127.0.0.1:${forward.addr.port}/mcp/agents`;
await Deno.writeTextFile(serversFile, JSON.stringify({ servers: [{ name: "agents", url }] }));
const t = await startTestStack({ workerEnv: { MCP_SERVERS: serversFile } });
after(async () => {
  await t[Symbol.asyncDispose]();
  await forward.shutdown();
  await Deno.remove(serversFile);
});

test("an agent that asks itself without end is stopped at the limit, and all turns end", async () => {
  const loop = unique("loop");
  await t.api.register(loop, { tools: [] });
  target = agentsUrl(t.stack.urls.graphql);
  await eventually("its tool is listed", () => t.api.listsTools("agents"));
  const tools = [{ server: "agents", name: `ask_${loop}`, policy: "AUTO" }];
  await t.api.register(loop, { tools });
  const id = await t.api.start(loop, "Ask loop");
  const turn = (await t.api.read(id)).turns.nodes[0]?.id ?? "";
  await readUntil(t.api.follow(id), endOf(turn));
  const query = `query($agent: String!) {
    conversations(filter: { agent: $agent }) { nodes { id turns { nodes { status } } } } }`;
  const { conversations: { nodes } } = await t.api.run<
    { conversations: { nodes: { id: string; turns: { nodes: { status: string }[] } }[] } }
  >(query, { agent: loop });
  const statuses = nodes.flatMap(({ turns }) => turns.nodes.map(({ status }) => status));
  assert.deepEqual(statuses, ["COMPLETED", "COMPLETED", "COMPLETED", "COMPLETED"]);
  const all = await Promise.all(
    nodes.map(async (node) => (await t.api.read(node.id)).entries.nodes),
  );
  const results = all.flat().flatMap(({ result }) => result ?? []);
  assert.ok(results.some((result) => result.includes("TOO_DEEP")), results.join("\n"));
});
