// Abuse of the bridges: ids of another tenant, more streams than allowed, requests that are refused for ever.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sharedIdentityStack } from "../support/identity.ts";
import { connectAgents, textIn } from "../support/mcp-client.ts";
import { eventually, unique } from "../support/test-stack.ts";
import * as documents from "../support/documents.generated.ts";
import { streamUrl } from "../support/wire.ts";
import { askedIn, codeIn } from "./mcp/stack.ts";

const t = await sharedIdentityStack("bridges");
after(() => t[Symbol.asyncDispose]());
const url = t.stack.urls.graphql;
const [acme, globex] = t.tenants;
const agent = unique("agent");
const careful = unique("careful");
const setQuota = `mutation($input: SetTenantQuotaInput!) {
  result: setTenantQuota(input: $input) { __typename } }`;
const paths = {
  mcp: "/mcp/agents",
  openAi: "/bridges/openai/v1/responses",
  agUi: `/bridges/ag-ui/${agent}`,
};

before(async () => {
  await eventually("the tools are listed", () => t.api.listsTools("prices"));
  for (const tenant of [acme, globex]) {
    const admin = await t.as({ tenant, subject: "root", roles: ["admin"] });
    await admin.register(agent, { tools: [] });
  }
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
  await t.api.register(careful, { tools: [tool] });
});

const tokenOf = (tenant: string, subject: string, ...more: string[]) =>
  t.tokenOf({ tenant, subject, roles: ["member", ...more] });

async function post(path: string, token: string, body: object, headers = {}) {
  const response = await fetch(new URL(path, url), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const run = (threadId: string, text: string, more = {}) => ({
  ...{ threadId, runId: unique("run"), tools: [], context: [], state: {}, forwardedProps: {} },
  messages: text === "" ? [] : [{ id: unique("message"), role: "user", content: text }],
  ...more,
});

test("AG-UI: threads, interrupts and positions of another tenant are unknown", async () => {
  const ada = await t.as({ tenant: acme, subject: "ada", roles: ["member"] });
  const id = await ada.start(careful, "What does NVDA cost?");
  const query = "query($id: ID!) { conversation(id: $id) { turns { nodes { id } } } }";
  const { conversation } = await ada.run<{ conversation: { turns: { nodes: { id: string }[] } } }>(
    query,
    { id },
  );
  const turn = conversation.turns.nodes[0]?.id ?? "";
  const pat = await t.as({ tenant: acme, subject: "pat", roles: ["approver"] });
  await eventually("an approval waits", async () => (await pat.pending(turn)).length === 1);
  const [approval] = await pat.pending(turn);
  const { eventCursor } = await ada.send(await ada.start(agent), "Hello");
  const gus = await tokenOf(globex, "gus", "approver");
  const joined = await post(paths.agUi, gus, run(id, "Hello"));
  assert.equal(joined.status, 404, joined.text);
  assert.ok(!joined.text.includes("NVDA"));
  const resume = [{ interruptId: approval?.id, status: "resolved", payload: { approved: true } }];
  const own = await post(paths.agUi, gus, run(unique("thread"), "Hello"));
  assert.equal(own.status, 200);
  const answered = await post(paths.agUi, gus, run(unique("thread"), "Hello", { resume }));
  assert.match(answered.text, /NOT_FOUND|FORBIDDEN/);
  const headers = { "last-event-id": eventCursor };
  const resumed = await post(paths.agUi, gus, run(unique("thread"), "Hello", {}), headers);
  assert.match(resumed.text, /BAD_CURSOR/);
  assert.equal((await pat.pending(turn)).length, 1, "nothing was decided");
});

test("streams of all bridges count together, and one too many is refused in the form of its bridge", async () => {
  const root = await t.as({ tenant: globex, subject: "root", roles: ["admin"] });
  await root.attempt(setQuota, { principalSubscriptions: 1 });
  const token = await tokenOf(globex, "greedy");
  const client = await connectAgents(url, { token });
  const asked = Promise.withResolvers<void>();
  const leave = new AbortController();
  const long = { name: `ask_${agent}`, arguments: { message: "say 3000 tokens" } };
  const options = { onprogress: () => asked.resolve(), signal: leave.signal };
  const left = client.callTool(long, options).catch(() => {});
  await asked.promise;
  const short = { name: `ask_${agent}`, arguments: { message: "Hello" } };
  const refused = await client.callTool(short);
  assert.equal(codeIn(refused), "TOO_MANY_SUBSCRIPTIONS");
  assert.ok(textIn(refused).includes(askedIn(refused).idempotencyKey), "says how to read on");
  const agUi = await post(paths.agUi, token, run(unique("thread"), "Hello"));
  assert.match(agUi.text, /TOO_MANY_SUBSCRIPTIONS/);
  const openAi = await post(paths.openAi, token, { model: agent, input: "Hello", stream: true });
  assert.match(openAi.text, /too_many_subscriptions/i);
  leave.abort();
  await left;
  await eventually(
    "the place is free",
    async () => (await client.callTool(short)).isError !== true,
  );
  await client.close();
  await root.attempt(setQuota, { principalSubscriptions: 100 });
});

test("a ticket of an event stream opens nothing at a bridge", async () => {
  const ada = await t.as({ tenant: acme, subject: "ada", roles: ["member"] });
  const [id, other] = [await ada.start(agent, "Hello"), await ada.start(agent, "Secret")];
  const makeTicket = `mutation ($input: CreateStreamTicketInput!) {
    result: createStreamTicket(input: $input) {
      __typename ... on CreateStreamTicketPayload { ticket }
    }
  }`;
  const query = documents.events;
  const { ticket } = await ada.attempt(makeTicket, { query, variables: { id } });
  const address = streamUrl(url, query, { id }, String(ticket));
  for (const path of [`/bridges/openai/v1/conversations/${other}`, paths.agUi, paths.mcp]) {
    address.pathname = path;
    const response = await fetch(address, { headers: { accept: "text/event-stream" } });
    assert.equal(response.status, 400, path);
    assert.match(await response.text(), /GET \/graphql/);
  }
  address.searchParams.set("variables", "{");
  assert.equal((await fetch(address, { headers: { accept: "text/event-stream" } })).status, 400);
});

test("a large request costs its size, also where it reaches no operation", async () => {
  const root = await t.as({ tenant: globex, subject: "root", roles: ["admin"] });
  await root.attempt(setQuota, { principalPointsPerMinute: 2_000, reset: true });
  const ballast = "x".repeat(900_000);
  const headers = { accept: "application/json, text/event-stream" };
  for (const method of ["tools/call", "ping", "notifications/initialized"]) {
    const token = await tokenOf(globex, unique("large"));
    const isCall = method === "tools/call";
    const params = isCall ? { name: `ask_${agent}`, arguments: { ballast } } : { ballast };
    const body = { jsonrpc: "2.0", ...(!method.includes("/i") && { id: 1 }), method, params };
    await eventually(
      `${method} finds no points`,
      async () => (await post(paths.mcp, token, body, headers)).status === 429,
    );
  }
});

test("refused requests cost points, and without points every bridge answers 429 in its own form", async () => {
  const root = await t.as({ tenant: globex, subject: "root", roles: ["admin"] });
  await root.attempt(setQuota, { principalPointsPerMinute: 60, reset: true });
  const token = await tokenOf(globex, unique("noisy"));
  await eventually("the points are used up", async () => {
    const { status } = await post(paths.mcp, token, [1]);
    return status === 429;
  });
  for (const [name, path] of Object.entries(paths)) {
    const { status, headers, text } = await post(path, token, [1]);
    assert.equal(status, 429, name);
    assert.match(headers.get("retry-after") ?? "", /^\d+$/);
    assert.match(text, /points/);
  }
});
