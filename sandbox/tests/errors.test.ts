import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import {
  HTTPValidationError,
  MistralError,
  ResponseValidationError,
} from "@mistralai/mistralai/models/errors";
import type { FunctionCallEntry } from "@mistralai/mistralai/models/components";
import { clientOf, priceAgent, priceResult, startTestSandbox } from "./support.ts";

type Body = { message?: string; code?: number; detail?: unknown; object?: string };

async function refusal(
  call: Promise<unknown>,
): Promise<{ status: number; body: Body; headers: Headers }> {
  const error = await call.then(() => assert.fail("it was not refused"), (fault: unknown) => fault);
  if (!(error instanceof MistralError)) throw error;
  return { status: error.statusCode, body: JSON.parse(error.body) as Body, headers: error.headers };
}

test("a missing or invalid key is 401", async (t) => {
  const { url } = await startTestSandbox(t);
  const bare = await fetch(`${url}/mistral/v1/models`);
  assert.deepEqual([bare.status, await bare.json()], [401, { detail: "Unauthorized" }]);
  const bad = await refusal(clientOf(url, "invalid").beta.agents.list());
  assert.deepEqual([bad.status, bad.body], [401, { detail: "Invalid API Key" }]);
});

test("a missing object is 404 with code 3000 and object Error", async (t) => {
  const { client } = await startTestSandbox(t);
  const conversationId = "conv_0";
  const append = { conversationId, conversationAppendRequest: { inputs: "x" } };
  const gone = await refusal(client.beta.conversations.append(append));
  assert.equal(gone.status, 404);
  assert.deepEqual(gone.body.object, "Error");
  assert.match(String(gone.body.message), /conv_0/);
  assert.equal((await refusal(client.beta.agents.get({ agentId: "ag_0" }))).status, 404);
  assert.equal((await refusal(client.beta.agents.delete({ agentId: "ag_0" }))).status, 404);
  const agentId = await priceAgent(client);
  assert.equal((await refusal(client.beta.agents.get({ agentId, agentVersion: 4 }))).status, 404);
});

test("unknown keys, invalid combinations and values out of range are 422 with all issues", async (t) => {
  const { client, url } = await startTestSandbox(t);
  const headers = { authorization: "Bearer k", "content-type": "application/json" };
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${url}/mistral/v1/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return {
      status: answer.status,
      body: await answer.json() as { detail: { type: string; loc: string[] }[] },
    };
  };
  const start = await post("conversations", { inputs: "x", agent_id: "a", model: "m", colour: 1 });
  assert.equal(start.status, 422);
  assert.deepEqual(start.body.detail.map((d) => [d.type, d.loc.join(".")]), [[
    "extra_forbidden",
    "body.colour",
  ]]);
  const both = await post("conversations", {
    inputs: "x",
    agent_id: "a",
    model: "mistral-small-latest",
  });
  assert.equal(both.status, 422);
  const handoff = { inputs: "x", model: "mistral-small-latest", handoff_execution: "server" };
  assert.equal((await post("conversations", handoff)).status, 422);
  const inner = await post("agents", {
    name: "n",
    model: "mistral-small-latest",
    handoffs: [],
    completion_args: { temperature: 1.2, n: 2 },
  });
  assert.deepEqual(inner.body.detail.map((d) => d.loc.join(".")).sort(), [
    "body.completion_args.n",
    "body.completion_args.temperature",
    "body.handoffs",
  ]);
  assert.equal((await post("conversations/conv_0", { inputs: "x", tools: [] })).status, 422);
  const error = await client.beta.agents.create({
    name: "n",
    model: "mistral-small-latest",
    completionArgs: { temperature: 1.2 },
  }).catch((fault) => fault);
  assert.ok(error instanceof HTTPValidationError);
  const model = await refusal(client.beta.conversations.start({ model: "gpt-5", inputs: "x" }));
  assert.deepEqual([model.status, model.body.code], [400, 1500]);
});

test("a function name that Mistral does not accept is 422", async (t) => {
  const { client } = await startTestSandbox(t);
  for (const name of ["get.price", "", "n".repeat(65), "価格"]) {
    const tools = [{ type: "function" as const, function: { name, parameters: {} } }];
    const create = client.beta.agents.create({ name: "n", model: "mistral-small-latest", tools });
    assert.equal((await refusal(create)).status, 422, name);
  }
});

test("results must answer the open calls exactly", async (t) => {
  const { client } = await startTestSandbox(t);
  const agentId = await priceAgent(client);
  const first = await client.beta.conversations.start({
    agentId,
    inputs: "Stock price of AAPL and MSFT?",
  });
  const { conversationId } = first;
  const [a = "", b = ""] = (first.outputs as FunctionCallEntry[]).map((call) => call.toolCallId);
  assert.match(a, /^[A-Za-z0-9]{9}$/);
  const append = (inputs: string | ReturnType<typeof priceResult>[]) =>
    client.beta.conversations.append({ conversationId, conversationAppendRequest: { inputs } });
  const missing = await refusal(append("and now?"));
  assert.deepEqual([missing.status, missing.body.code], [400, 3001]);
  assert.ok(missing.body.message?.includes(a) && missing.body.message.includes(b));
  const one = await refusal(append([priceResult(a, "AAPL", 1)]));
  assert.deepEqual([one.status, one.body.code], [400, 3230]);
  const strange = await refusal(
    append([priceResult(a, "AAPL", 1), priceResult("zzzzzzzzz", "X", 1)]),
  );
  assert.deepEqual([strange.status, strange.body.code], [400, 3001]);
  await append([priceResult(a, "AAPL", 1), priceResult(b, "MSFT", 2)]);
  const again = await refusal(append([priceResult(a, "AAPL", 1), priceResult(b, "MSFT", 2)]));
  assert.deepEqual([again.status, again.body.code], [400, 3001]);
});

test("a call with malformed arguments blocks its conversation; a restart before it does not have it", async (t) => {
  const { client } = await startTestSandbox(t);
  const model = "mistral-small-latest";
  const first = await client.beta.conversations.start({ model, inputs: "hello" });
  const { conversationId } = first;
  const append = (inputs: string) =>
    client.beta.conversations.append({ conversationId, conversationAppendRequest: { inputs } });
  const broken = (await append("[[broken-arguments]]")).outputs[0] as FunctionCallEntry;
  assert.throws(() => JSON.parse(String(broken.arguments)));
  const result = [{ toolCallId: broken.toolCallId, result: "no" }];
  const stuck = { conversationId, conversationAppendRequest: { inputs: result } };
  assert.equal((await refusal(client.beta.conversations.append(stuck))).status, 400);
  const fromEntryId = (first.outputs[0] as { id: string }).id;
  const fork = await client.beta.conversations.restart({
    conversationId,
    conversationRestartRequest: { inputs: "again", fromEntryId },
  });
  assert.equal(fork.outputs[0]?.type, "message.output");
});

test("a conversation that is not stored cannot be continued", async (t) => {
  const { client } = await startTestSandbox(t);
  const { conversationId } = await client.beta.conversations.start({
    model: "mistral-small-latest",
    inputs: "hello",
    store: false,
  });
  assert.equal((await refusal(client.beta.conversations.get({ conversationId }))).status, 404);
});

test("429 and 500 faults come as often as their rule says, with Retry-After", async (t) => {
  const { client, post } = await startTestSandbox(t);
  const start = () =>
    client.beta.conversations.start({ model: "mistral-small-latest", inputs: "please" });
  await post("faults", {
    kind: "rate_limit",
    retryAfter: "7",
    match: { textIncludes: "please" },
    skip: 1,
  });
  await start();
  const refused = await refusal(start());
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get("retry-after"), "7");
  assert.match(JSON.stringify(refused.body), /rate limit/i);
  await start();
  await post("faults", { kind: "error_500", status: 503, match: { operation: "agents.list" } });
  assert.equal((await refusal(client.beta.agents.list())).status, 503);
  assert.deepEqual(await client.beta.agents.list(), []);
});

test("an answer with an undecodable response is stored and paid", async (t) => {
  const { client, post, get } = await startTestSandbox(t);
  await post("faults", { kind: "undecodable" });
  const error = await client.beta.conversations.start({
    model: "mistral-small-latest",
    inputs: "x",
  }).catch((e) => e);
  assert.ok(error instanceof ResponseValidationError);
  assert.equal((await get("counts")).modelRuns, 1);
});

function raw(
  url: string,
  path: string,
  headers: Record<string, string>,
  method = "GET",
): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { method, headers }, (res) => resolve(res.resume().statusCode ?? 0))
      .on("error", reject).end();
  });
}

test("foreign hosts, origins, sites and content types are rejected everywhere, also by /control", async (t) => {
  const { url } = await startTestSandbox(t);
  for (const path of ["/control/counts", "/mistral/v1/models", "/livez", "/yahoo/fc.yahoo.com/"]) {
    assert.equal(await raw(url, path, { host: "evil.example" }), 421, path);
    assert.equal(await raw(url, path, { origin: "https://evil.example" }), 403, path);
    assert.equal(await raw(url, path, { "sec-fetch-site": "cross-site" }), 403, path);
  }
  for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
    assert.equal(await raw(url, "/control/faults", { "content-type": type }, "POST"), 415);
  }
  assert.equal(await raw(url, "/control/counts", { origin: url }), 200);
  assert.equal(await raw(url, "/readyz", {}), 200);
});

test("/control requires its token if one is configured", async (t) => {
  const { url } = await startTestSandbox(t, "secret");
  assert.equal(await raw(url, "/control/counts", {}), 401);
  assert.equal(await raw(url, "/control/counts", { authorization: "Bearer wrong" }), 401);
  assert.equal(await raw(url, "/control/counts", { authorization: "Bearer secret" }), 200);
});
