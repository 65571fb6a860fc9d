import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Api, readUntil, turnEnds } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { sharedIdentityStack } from "../support/identity.ts";
import { ownTenants, useKey } from "../support/own-tenants.ts";
import { eventually, unique } from "../support/test-stack.ts";

const t = await sharedIdentityStack("tenants");
after(() => t[Symbol.asyncDispose]());
const { home } = t.issuer;

const admin = (tenant: string) =>
  t.as({ tenant, subject: `root-of-${tenant}`, roles: ["admin"], ttl: 3_600 });
let apis: Record<(typeof ownTenants)[number], Api>;
before(async () => {
  apis = { north: await admin("north"), south: await admin("south") };
  await eventually("the tools are listed", () => t.api.listsTools("prices"));
  for (const api of Object.values(apis)) {
    await eventually("its tools are listed", () => api.listsTools("catalog"));
  }
});

const instructions = {
  prompt: { server: "catalog", name: "greeting", arguments: { tone: "warm" } },
};
const tools = [{ server: "catalog", name: "look" }];

/** Registers an agent of a tenant with its own catalog. */
async function registerOwn(api: Api): Promise<string> {
  const name = unique("guide");
  await api.register(name, { instructions, tools });
  return name;
}

/** Sends a message and waits for the end of its turn. */
async function say(api: Api, id: string, text: string) {
  const { eventCursor, turn } = await api.send(id, text);
  await readUntil(api.follow(id, eventCursor), turnEnds());
  const ended = (await api.read(id)).turns.nodes.find((one) => one.id === turn?.id);
  assert.ok(ended);
  return ended;
}

/** The accounts at the provider that were asked on behalf of a conversation, and what. */
async function accountsOf(conversationId: string) {
  return (await startsOf(conversationId)).map(({ account = "" }) => account);
}

const startsOf = async (conversationId: string) =>
  (await t.sandbox.ledger())
    .filter((r) => r.metadata?.tramontane_conversation === conversationId);

/** What the emulator answers to a key of this account. */
async function asAccount(account: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${account}:x`, "content-type": "application/json" };
  const init = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
  const response = await fetch(`${t.stack.urls.mistral}/v1/${path}`, init);
  return { status: response.status, text: await response.text() };
}

test("each tenant's requests carry its own key, and those of others the deployment's", async () => {
  const analyst = unique("analyst");
  await t.api.register(analyst);
  for (
    const [api, agent, account] of [
      [apis.north, await registerOwn(apis.north), "north"],
      [apis.south, await registerOwn(apis.south), "south"],
      [t.api, analyst, ""],
    ] as const
  ) {
    const id = await api.start(agent);
    assert.equal((await say(api, id, "hello")).status, "COMPLETED");
    assert.deepEqual(await accountsOf(id), [account]);
  }
});

test("a tenant sees, registers and calls the tools of its own servers alone", async () => {
  const names = async (api: Api) =>
    (await api.run(documents.servers, {})).mcpServers?.map((s) => s.name);
  assert.deepEqual(await names(apis.north), ["catalog", "prices"]);
  assert.deepEqual(await names(t.api), ["prices", "separate"]);
  const found =
    `{ own: node(id: "server_catalog") { id } other: node(id: "server_separate") { id } }`;
  assert.deepEqual(await apis.north.run(found), { own: { id: "server_catalog" }, other: null });
  assert.deepEqual(await t.api.run(found), { own: null, other: { id: "server_separate" } });
  const input = (over: object) => ({
    ...{ name: unique("x"), model: "mistral-medium-latest", instructions: { text: "x" } },
    ...over,
  });
  for (const [api, wanted] of [[t.api, "catalog"], [apis.north, "separate"]] as const) {
    const refused = await api.attempt(documents.register, input({ tools: [{ server: wanted }] }));
    assert.equal(refused.__typename, "ValidationError", JSON.stringify(refused));
  }
});

test("servers of the same name are others for each tenant: listing, tool and prompt", async () => {
  const described = `{ mcpServers { name tools { description } } }`;
  type Listed = { mcpServers: { name: string; tools: { description: string }[] }[] };
  for (const tenant of ownTenants) {
    const api = apis[tenant];
    const { mcpServers } = await api.run<Listed>(described);
    const catalog = mcpServers.find((s) => s.name === "catalog");
    assert.equal(catalog?.tools[0]?.description, `Looks at the catalog of ${tenant}.`);
    const id = await api.start(await registerOwn(api));
    assert.equal((await say(api, id, "[[tool:catalog__look {}]]")).status, "COMPLETED");
    const { conversation } = await api.run<Used>(used, { id });
    assert.equal(conversation.agentVersion.instructions, `Greet for ${tenant} in this tone: warm`);
    const results = conversation.entries.nodes.flatMap(({ result }) => result ?? []);
    assert.match(results.join(), new RegExp(`the catalog of ${tenant}`));
  }
});

const used = `query ($id: ID!) { conversation(id: $id) {
  agentVersion { instructions } entries { nodes { ... on ToolCall { result } } } } }`;
interface Used {
  conversation: {
    agentVersion: { instructions: string };
    entries: { nodes: { result?: string }[] };
  };
}

test("a refused key fails the turns of its tenant alone, with a clear error, until the file has a good one", async () => {
  const [southern, northern] = [await registerOwn(apis.south), await registerOwn(apis.north)];
  const [broken, working] = [await apis.south.start(southern), await apis.north.start(northern)];
  await useKey(home, "south", "south", "invalid");
  const failed = await say(apis.south, broken, "hello");
  assert.deepEqual([failed.status, failed.failure?.code], ["FAILED", "REFUSED"]);
  assert.equal(failed.failure?.message, "The model's provider refused the key.");
  assert.equal((await say(apis.north, working, "hello")).status, "COMPLETED");
  await useKey(home, "south", "south");
  assert.equal((await say(apis.south, broken, "hello again")).status, "COMPLETED");
});

test("outages of one tenant's account open no circuit for another one", async () => {
  const [southern, northern] = [await registerOwn(apis.south), await registerOwn(apis.north)];
  const [broken, working] = [await apis.south.start(southern), await apis.north.start(northern)];
  const match = { textIncludes: "the southern outage" };
  await t.sandbox.post("faults", { kind: "error_500", status: 503, times: 100, match });
  assert.equal((await say(apis.south, broken, "the southern outage")).status, "FAILED");
  const { turn: waiting } = await apis.south.send(broken, "hello");
  await eventually("the circuit is open for the south", async () => {
    const turn = (await apis.south.read(broken)).turns.nodes.find((one) => one.id === waiting?.id);
    return turn?.status === "RUNNING" && turn.steps[0]?.status === "WAITING";
  });
  const turn = await say(apis.north, working, "hello");
  assert.deepEqual([turn.status, turn.steps.map((s) => s.attempts)], ["COMPLETED", [1]]);
  await apis.south.cancel(waiting?.id ?? "");
  await t.sandbox.post("reset-faults", {});
});

test("erasures and downloads use the tenant's key", async () => {
  const agent = unique("painter");
  const image = { server: "mistral", name: "image_generation" };
  await apis.north.register(agent, { tools: [image] });
  const id = await apis.north.start(agent);
  await say(apis.north, id, "[[run:image_generation]]");
  const download = await t.sandbox.until((r) => r.operation === "files.download");
  assert.deepEqual([download.account, download.status], ["north", 200]);
  await apis.north.mutate(documents.close, { conversationId: id, erase: true });
  const remoteId = (await startsOf(id))[0]?.conversation;
  const deleted = await t.sandbox.until((r) =>
    r.operation === "conversations.delete" && r.conversation === remoteId && r.status !== undefined
  );
  assert.deepEqual([deleted.account, deleted.status], ["north", 204]);
});

test("with a key of another account agents are registered again and conversations go on", async () => {
  const agent = await registerOwn(apis.north);
  const id = await apis.north.start(agent);
  await say(apis.north, id, "remember the number 4711");
  await useKey(home, "north", "north-2");
  assert.equal((await say(apis.north, id, "which number was it?")).status, "COMPLETED");
  const [before, now] = (await startsOf(id)).filter((r) => r.status === 200);
  assert.deepEqual([before?.account, now?.account], ["north", "north-2"]);
  assert.notEqual(now?.agent, before?.agent);
  const history = await asAccount("north-2", `conversations/${now?.conversation}/history`);
  assert.match(history.text, /4711[\s\S]*which number was it/);
  const former = `conversations/${before?.conversation}`;
  assert.equal((await asAccount("north-2", former)).status, 404);
  assert.equal((await say(apis.north, id, "and again?")).status, "COMPLETED");
});

test("an agent without a record is found in the account of its tenant", async () => {
  const id = await apis.south.start(await registerOwn(apis.south));
  await say(apis.south, id, "hello");
  const [start] = await startsOf(id);
  const known = JSON.parse((await asAccount("south", `agents/${start?.agent}`)).text);
  const body = { name: "lost", model: known.model, metadata: known.metadata };
  const lost = JSON.parse((await asAccount("south", "agents", body)).text);
  const elsewhere = JSON.parse((await asAccount("elsewhere", "agents", body)).text);
  const reconcile = `mutation ($input: ReconcileAgentsInput!) { reconcileAgents(input: $input) {
    __typename ... on ReconcileAgentsPayload { orphans drifted { id } } } }`;
  const orphans = async (api: Api) => (await api.attempt(reconcile, { dryRun: true })).orphans;
  assert.deepEqual(await orphans(apis.south), [lost.id]);
  assert.deepEqual([await orphans(apis.north), await orphans(t.api)], [[], []]);
  assert.equal((await asAccount("elsewhere", `agents/${elsewhere.id}`)).status, 200);
});

test("no log, audit event or listing has a key", async () => {
  const secret = await useKey(home, "south", "south");
  await say(apis.south, await apis.south.start(await registerOwn(apis.south)), "hello");
  const shown = `{ mcpServers { name url failure { message } } auditEvents { nodes { action } } }`;
  assert.ok(!JSON.stringify(await apis.south.run(shown)).includes(secret));
});
