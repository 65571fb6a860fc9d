import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { debugReport } from "../../cli/debug/report.ts";
import { checkMistral } from "../../cli/doctor/mistral.ts";
import { readJson } from "../../cli/stack/home.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import type { Ports } from "../../cli/stack/supervise/ports.ts";
import { loadSecrets } from "../../cli/stack/secrets.ts";
import { startStack } from "../../cli/stack/stack.ts";
import { type Api, readUntil, turnEnds } from "../support/api.ts";
import { deadProxies } from "../support/dead-proxies.ts";
import * as documents from "../support/documents.generated.ts";
import { foreign } from "../support/foreign-requests.ts";
import { rawStatus } from "../support/raw-request.ts";
import { Sandbox } from "../support/sandbox.ts";
import { eventually, startTestStack, type TestStack } from "../support/test-stack.ts";

const proxied = { ...Deno.env.toObject(), ...deadProxies };

const key = "key-of-the-account";
const text = "What does NVDA cost?";

/** A conversation with one whole turn. */
async function converse(api: Api): Promise<string> {
  const id = await api.start("analyst", text);
  await readUntil(api.follow(id), turnEnds());
  return id;
}

const isEmulated = async (api: Api, id: string) => {
  type Answer = { conversation: { emulated: boolean }; serverInfo: { emulated: boolean } };
  const query = `query ($id: ID!) { conversation(id: $id) { emulated } serverInfo { emulated } }`;
  const { conversation, serverInfo } = await api.run<Answer>(query, { id });
  return { conversation: conversation.emulated, server: serverInfo.emulated };
};

let t: TestStack;
before(async () => {
  t = await startTestStack({
    ownServers: true,
    env: { ...proxied, MISTRAL_API_KEY: "", AWS_SECRET_ACCESS_KEY: "of-no-use", MAX_ATTEMPTS: "5" },
    supervise: true,
    ui: true,
  });
  await t.api.register("analyst");
});
after(() => t[Symbol.asyncDispose]());

const portOf = (name: string) =>
  readJson<Ports>(`${t.stack.home.path}/ports.json`)?.[name] ?? assert.fail(`no port of ${name}`);

test("proxy variables do not break loopback: a turn with tools goes through every process", async () => {
  const id = await converse(t.api);
  const { turns, usage } = await t.api.read(id);
  assert.deepEqual([turns.nodes[0]?.status, usage?.toolCalls], ["COMPLETED", 1]);
});

test("each process has only the variables that it reads", {
  skip: Deno.build.os !== "linux",
}, async () => {
  const namesOf = async (pid: number | undefined) =>
    (await Deno.readTextFile(`/proc/${pid}/environ`)).split("\0").map((one) => one.split("=")[0]);
  for (const { name, pid } of t.stack.processes()) {
    const names = await namesOf(pid);
    assert.ok(names.includes("PATH"), name);
    for (const other of ["AWS_SECRET_ACCESS_KEY", ...(name === "worker" ? [] : ["MAX_ATTEMPTS"])]) {
      assert.ok(!names.includes(other), `${name} has ${other}`);
    }
  }
  const worker = t.stack.processes().find(({ name }) => name === "worker");
  assert.ok((await namesOf(worker?.pid)).includes("MAX_ATTEMPTS"));
});

test("every listener refuses other origins, foreign hosts and form bodies", async () => {
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

test("the same requests from the API's own page are answered", async () => {
  const { urls, tokens } = t.stack;
  const json = { "content-type": "application/json" };
  const own = { ...json, origin: urls.api, "sec-fetch-site": "same-origin" };
  const body = JSON.stringify({ query: "{ __typename }" });
  assert.equal(await rawStatus(urls.graphql, { method: "POST", headers: own, body }), 200);
  const control = { authorization: `Bearer ${tokens.sandbox}` };
  assert.equal(await rawStatus(`${urls.sandbox}/control/counts`, { headers: control }), 200);
  assert.equal(await rawStatus(`http://127.0.0.1:${portOf("worker")}/readyz`, {}), 200);
});

test("MCP servers and the emulator's control require their token", async () => {
  const { urls } = t.stack;
  const headers = { "content-type": "application/json" };
  const post = { method: "POST", headers, body: "{}" };
  assert.equal(await rawStatus(`${urls.mcp}/prices`, post), 401);
  assert.equal(await rawStatus(`${urls.sandbox}/control/faults`, post), 401);
});

test("event streams and WebSocket upgrades of other origins are refused, those of the API's own page are accepted", async () => {
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

test("no request can start workflows through Temporal's HTTP API", async () => {
  const base = `http://127.0.0.1:${portOf("temporal-http")}/api/v1/namespaces/default/workflows`;
  const body = JSON.stringify({ workflowType: { name: "w" }, taskQueue: { name: "q" } });
  for (const type of ["text/plain", "application/json"]) {
    const headers = { "content-type": type, origin: "https://evil.example" };
    assert.equal(await rawStatus(`${base}/evil`, { method: "POST", headers, body }), 403);
  }
  assert.equal(await rawStatus(base, {}), 403);
});

test("with --ui Temporal's web UI is served on this machine, and other pages cannot write through it", async () => {
  const { web = "" } = t.stack.processes().find(({ name }) => name === "temporal") ?? {};
  assert.match(web, /^http:\/\/127\.0\.0\.1:\d+$/);
  const page = await fetch(`${web}/namespaces/default/workflows`);
  assert.match(await page.text(), /<html/);
  const headers = { "content-type": "text/plain", origin: "https://evil.example" };
  const body = JSON.stringify({ workflowType: { name: "w" }, taskQueue: { name: "q" } });
  const start = `${web}/api/v1/namespaces/default/workflows/evil`;
  assert.equal(await rawStatus(start, { method: "POST", headers, body }), 400);
});

test("a killed part restarts, and the API reports its state meanwhile", async () => {
  type Ready = { dependencies: Record<string, { up: boolean }> };
  const readiness = async () => await (await fetch(`${t.stack.urls.api}/readyz`)).json() as Ready;
  assert.equal((await readiness()).dependencies.worker?.up, true);
  const pidOf = () => t.stack.processes().find(({ name }) => name === "temporal")?.pid;
  const isUp = async () => (await readiness()).dependencies.temporal?.up === true;
  const before = pidOf();
  await t.stack.kill("temporal", "SIGKILL");
  await eventually("another process serves", async () => pidOf() !== before && await isUp());
  // Now it stays away for long enough to be seen.
  await t.stack.stopPart("temporal");
  await eventually("Temporal is missed", async () => {
    const { dependencies } = await readiness();
    return dependencies.temporal?.up === false && dependencies.database?.up === true;
  });
  await t.stack.startPart("temporal");
  await eventually("it is back", isUp);
});

test("with a key, emulated conversations stay readable and marked, and do not continue", async () => {
  // The emulator of another stack stands for the account at the provider.
  await using account = await startStack({
    home: await Deno.makeTempDir({ prefix: "tramontane-account-" }),
    parts: ["sandbox"],
    env: { ...Deno.env.toObject(), MISTRAL_API_KEY: "" },
  });
  const old = await converse(t.api);
  assert.deepEqual(await isEmulated(t.api, old), { conversation: true, server: true });
  await t.stack.stop();

  const { home } = t.stack;
  const model = { MISTRAL_API_KEY: key, MISTRAL_SERVER_URL: account.urls.mistral };
  t = await startTestStack({ home: home.path, env: { ...proxied, ...model } });
  assert.deepEqual(await isEmulated(t.api, old), { conversation: true, server: false });
  assert.equal((await t.api.read(old)).entries.nodes.length, 3);
  const refused = await t.api.attempt(documents.send, {
    conversationId: old,
    content: [{ text: "And AMD?" }],
  });
  assert.deepEqual([refused.__typename, refused.reason], ["ConflictError", "OTHER_PROVIDER"]);

  const real = await converse(t.api);
  assert.deepEqual(await isEmulated(t.api, real), { conversation: false, server: false });
  const asked = await new Sandbox(account).ledger();
  assert.ok(asked.some(({ metadata }) => metadata?.tramontane_conversation === real));

  const wrong = {
    provider: "mistral",
    apiKey: "invalid",
    serverUrl: account.urls.mistral,
  } as const;
  const { state, found, fix } = await checkMistral(wrong);
  assert.equal(state, "bad");
  assert.match(fix ?? "", /set another MISTRAL_API_KEY/);
  assert.match(found, /401/);
  await account.destroy();
});

test("the debug bundle has logs, and neither secrets nor content", async () => {
  const { home } = t.stack;
  const env = { MISTRAL_API_KEY: key, DATABASE_URL: t.stack.urls.database };
  const report = await debugReport(home.path, env, [], repositoryRoot);
  assert.match(report, /log of worker ====\n\{/);
  for (const secret of [key, text, ...Object.values(loadSecrets(home.path))]) {
    assert.ok(!report.includes(secret), secret);
  }
});
