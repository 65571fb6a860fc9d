import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { listAgents } from "./list-agents.ts";
import { createMistral } from "../provider/create-mistral.ts";

const agent = (id: string) => ({
  ...{ id, name: id, model: "m", version: 0, versions: [0], object: "agent", source: "api" },
  ...{
    deployment_chat: false,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
  },
});

async function list(t: TestContext, answer: RequestListener, pages = 5) {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close().closeAllConnections());
  const serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signal = () => AbortSignal.timeout(5_000);
  const mistral = createMistral({ apiKey: "k", serverUrl });
  return (await listAgents(mistral, { pageSize: 2, pages, signal })).map((a) => a.id);
}

test("agents are listed page by page, after short pages too, up to the limit", async (t) => {
  const answer: RequestListener = (request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://x");
    const n = Number(searchParams.get("page_token") ?? 0);
    const next_page_token = n < 3 ? String(n + 1) : null;
    response.end(JSON.stringify({ object: "list", data: [agent(`ag_${n}`)], next_page_token }));
  };
  assert.deepEqual(await list(t, answer), ["ag_0", "ag_1", "ag_2", "ag_3"]);
  assert.deepEqual(await list(t, answer, 2), ["ag_0", "ag_1"]);
});

test("a server without cursors is listed by page numbers; other refusals are errors", async (t) => {
  const older: RequestListener = (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    if (pathname !== "/v1/agents") return void response.writeHead(404).end("{}");
    const page = Number(searchParams.get("page"));
    response.end(JSON.stringify(page === 0 ? [agent("a"), agent("b")] : [agent("c")]));
  };
  assert.deepEqual(await list(t, older), ["a", "b", "c"]);
  await assert.rejects(list(t, (_, response) => void response.writeHead(500).end("{}")));
});
