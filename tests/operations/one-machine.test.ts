import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readJson } from "../../scripts/stack/home.ts";
import type { Ports } from "../../scripts/stack/ports.ts";
import { readUntil, turnEnds } from "../support/api.ts";
import { type RawRequest, rawStatus } from "../support/raw-request.ts";
import { eventually, startTestStack, type TestStack } from "../support/test-stack.ts";

/** Nothing listens there: whatever goes through a proxy fails. */
const deadProxy = "http://127.0.0.1:1";
const proxies = ["http_proxy", "https_proxy", "grpc_proxy", "all_proxy"].flatMap((name) => [
  [name, deadProxy],
  [name.toUpperCase(), deadProxy],
]);

let t: TestStack;
before(async () => {
  t = await startTestStack({
    env: { ...Deno.env.toObject(), MISTRAL_API_KEY: "", ...Object.fromEntries(proxies) },
    supervise: true,
  });
});
after(() => t[Symbol.asyncDispose]());

const portOf = (name: string) =>
  readJson<Ports>(`${t.stack.home.path}/ports.json`)?.[name] ?? assert.fail(`no port of ${name}`);

test("proxy variables do not break loopback: a turn with tools goes through every process", async () => {
  await t.api.register("proxied");
  const id = await t.api.start("proxied", "What does NVDA cost?");
  await readUntil(t.api.follow(id), turnEnds());
  const { turns, usage } = await t.api.read(id);
  assert.deepEqual([turns.nodes[0]?.status, usage.toolCalls], ["COMPLETED", 1]);
});

/** What web pages elsewhere, and names that only resolve here, can send, and the status that refuses it. */
const foreign: [string, number, RawRequest][] = [
  ["another host", 421, { headers: { host: "evil.example" } }],
  ["another origin", 403, { headers: { origin: "https://evil.example" } }],
  ["another port's origin", 403, { headers: { origin: "http://127.0.0.1:1" } }],
  ["a sandboxed page", 403, { headers: { origin: "null" } }],
  ["another site", 403, { headers: { "sec-fetch-site": "cross-site" } }],
  ...[
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "text/plain; application/json",
  ].map((type): [string, number, RawRequest] => [
    `a body of ${type}`,
    415,
    { method: "POST", headers: { "content-type": type }, body: "{}" },
  ]),
  ["a body of no type", 415, { method: "POST", body: "{}" }],
];

test("every listener refuses other origins, foreign hosts and bodies of forms", async () => {
  const { urls, tokens } = t.stack;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const listeners: [string, Record<string, string>][] = [
    [urls.graphql, {}],
    [`${urls.api}/readyz`, {}],
    [`${urls.mcp}/prices`, bearer(tokens.mcp)],
    [`${urls.mcp}/financials`, bearer(tokens.mcp)],
    [`${urls.mistral}/v1/agents`, bearer("any")],
    [`${urls.sandbox}/control/faults`, bearer(tokens.sandbox)],
    [`${urls.sandbox}/control/counts`, bearer(tokens.sandbox)],
    [`http://127.0.0.1:${portOf("worker")}/readyz`, {}],
  ];
  for (const [url, own] of listeners) {
    for (const [what, status, { headers, ...rest }] of foreign) {
      const sent = { ...rest, headers: { ...own, ...headers } };
      assert.equal(await rawStatus(url, sent), status, `${url}: ${what}`);
    }
  }
});

test("the same requests from our own page are answered", async () => {
  const { urls, tokens } = t.stack;
  const json = { "content-type": "application/json" };
  const own = { ...json, origin: urls.api, "sec-fetch-site": "same-origin" };
  const body = JSON.stringify({ query: "{ __typename }" });
  assert.equal(await rawStatus(urls.graphql, { method: "POST", headers: own, body }), 200);
  const control = { authorization: `Bearer ${tokens.sandbox}` };
  assert.equal(await rawStatus(`${urls.sandbox}/control/counts`, { headers: control }), 200);
  assert.equal(await rawStatus(`http://127.0.0.1:${portOf("worker")}/readyz`, {}), 200);
});

test("MCP servers and fault control want their token", async () => {
  const { urls } = t.stack;
  const headers = { "content-type": "application/json" };
  const post = { method: "POST", headers, body: "{}" };
  assert.equal(await rawStatus(`${urls.mcp}/prices`, post), 401);
  assert.equal(await rawStatus(`${urls.sandbox}/control/faults`, post), 401);
});

test("event streams and WebSocket upgrades of other origins are refused, ours are taken", async () => {
  const { api, graphql } = t.stack.urls;
  const body = JSON.stringify({
    query: `subscription { conversationEvents(id: "none") { __typename } }`,
  });
  const upgrade = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-protocol": "graphql-transport-ws",
  };
  const stream = { "content-type": "application/json", accept: "text/event-stream" };
  const evil = { origin: "https://evil.example" };
  const ask = (headers: Record<string, string>, method = "GET") =>
    rawStatus(graphql, { method, headers, ...(method === "POST" && { body }) });
  assert.equal(await ask({ ...stream, ...evil }, "POST"), 403);
  assert.equal(await ask({ ...stream, host: "evil.example" }, "POST"), 421);
  assert.equal(await ask({ ...stream, origin: api }, "POST"), 200);
  assert.equal(await ask({ ...upgrade, ...evil }), 403);
  assert.equal(await ask({ ...upgrade, host: "evil.example" }), 421);
  assert.equal(await ask({ ...upgrade, origin: api }), 101);
});

test("nobody can start workflows through Temporal's HTTP API", async () => {
  const base = `http://127.0.0.1:${portOf("temporal-http")}/api/v1/namespaces/default/workflows`;
  const body = JSON.stringify({ workflowType: { name: "w" }, taskQueue: { name: "q" } });
  for (const type of ["text/plain", "application/json"]) {
    const headers = { "content-type": type, origin: "https://evil.example" };
    assert.equal(await rawStatus(`${base}/evil`, { method: "POST", headers, body }), 403);
  }
  assert.equal(await rawStatus(base, {}), 403);
});

test("a part that is killed comes back, and the API says how it stands meanwhile", async () => {
  type Ready = { dependencies: Record<string, { up: boolean }> };
  const readiness = async () => await (await fetch(`${t.stack.urls.api}/readyz`)).json() as Ready;
  assert.equal((await readiness()).dependencies.worker?.up, true);
  await t.stack.kill("temporal", "SIGKILL");
  await eventually("Temporal is missed", async () => {
    const { dependencies } = await readiness();
    return dependencies.temporal?.up === false && dependencies.database?.up === true;
  });
  await eventually(
    "it is back",
    async () => (await readiness()).dependencies.temporal?.up === true,
  );
});
