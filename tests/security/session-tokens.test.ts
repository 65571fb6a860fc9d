import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Api } from "../support/api.ts";
import { refusals, transports } from "../support/bearer-transports.ts";
import * as documents from "../support/documents.generated.ts";
import { sharedIdentityStack } from "../support/identity.ts";
import { eventually, registerAnalyst, unique } from "../support/test-stack.ts";

const t = await sharedIdentityStack("sessions");
after(() => t[Symbol.asyncDispose]());
const url = t.stack.urls.graphql;
const names = Object.keys(transports) as (keyof typeof transports)[];
const agent = unique("analyst");
/** Of another user of the tenant, and of another tenant. */
let [own, foreign, elsewhere] = ["", "", ""];
let backend: Api;

before(async () => {
  await registerAnalyst(t);
  const globex = await t.as({ tenant: t.tenants[1], subject: "gus", roles: ["developer"] });
  await t.api.register(agent);
  await globex.register(agent);
  own = await (await t.as({ subject: "ada", roles: ["member"] })).start(agent);
  foreign = await (await t.as({ subject: "ben", roles: ["member"] })).start(agent);
  elsewhere = await globex.start(agent);
  // A backend mints with an API key: its scopes reach the tenant.
  const { secret } = await t.api.mutate(documents.createKey, {
    name: "backend",
    scopes: ["tokens:mint", "agents:read", "conversations:read", "conversations:write"],
  });
  backend = new Api(url, secret ?? assert.fail("a new key is shown"));
});

const session = async (over: object = {}) =>
  (await backend.mutate(documents.mintSession, {
    ...{ subject: "ada", conversationId: own, scopes: ["conversations:read"], ...over },
  })).token;

const read = "query ($id: ID!) { conversation(id: $id) { id } }";
const readNode = "query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }";
const readEvents =
  "query ($id: ID!) { conversation(id: $id) { events(first: 1) { nodes { seq } } } }";

for (const name of names) {
  const ask = transports[name];
  test(`${name}: a session token reads its conversation, and nothing of others by any way`, async () => {
    const token = await session();
    assert.deepEqual((await ask(url, token, read, { id: own })).data, {
      conversation: { id: own },
    });
    for (const id of [foreign, elsewhere]) {
      assert.deepEqual((await ask(url, token, read, { id })).data, { conversation: null });
      assert.deepEqual((await ask(url, token, readNode, { id })).data, {
        node: null,
        nodes: [null],
      });
      assert.deepEqual((await ask(url, token, readEvents, { id })).data, { conversation: null });
    }
    const lists = await ask(url, token, "{ conversations(first: 50) { nodes { id } } }");
    assert.deepEqual(lists.data, { conversations: { nodes: [{ id: own }] } });
  });

  test(`${name}: a revoked session token is refused, as is one whose minter was revoked`, async () => {
    const minted = await backend.mutate(documents.mintSession, {
      ...{ subject: "ada", conversationId: own, scopes: ["conversations:read"] },
    });
    await backend.mutate(documents.revokeSession, { sessionId: minted.sessionId });
    const { code = "" } = await ask(url, minted.token, read, { id: own });
    assert.ok(refusals[name].includes(code), String(code));
    const { apiKey, secret } = await t.api.mutate(documents.createKey, {
      name: "short-lived backend",
      scopes: ["tokens:mint", "conversations:read"],
    });
    const other = new Api(url, secret ?? "");
    const { token } = await other.mutate(documents.mintSession, {
      ...{ subject: "ada", conversationId: own, scopes: ["conversations:read"] },
    });
    assert.ok((await ask(url, token, read, { id: own })).data);
    await t.api.mutate(documents.revokeKey, { keyId: apiKey.id });
    const refused = await ask(url, token, read, { id: own });
    assert.ok(refusals[name].includes(refused.code ?? ""), String(refused.code));
  });

  test(`${name}: a session token ends with its time`, async () => {
    const token = await session({ ttl: "PT1S" });
    await eventually("the token has expired", async () => {
      const { code = "" } = await ask(url, token, read, { id: own });
      return refusals[name].includes(code);
    }, 5_000);
  });
}

test("a token for reading writes nothing, and one without scopes reads nothing", async () => {
  const reader = new Api(url, await session());
  const written = await reader.attempt(documents.send, {
    ...{ conversationId: own, content: [{ text: "Hello." }] },
  });
  assert.equal(written.__typename, "ForbiddenError");
  const powerless = new Api(url, await session({ scopes: [] }));
  const sent = await powerless.attempt(documents.send, {
    ...{ conversationId: own, content: [{ text: "Hello." }] },
  });
  assert.equal(sent.__typename, "ForbiddenError");
});

test("a fork of another conversation and a subscription to it find nothing", async () => {
  const token = await session({ scopes: ["conversations:read", "conversations:write"] });
  const guest = new Api(url, token);
  for (const id of [foreign, elsewhere]) {
    const sent = await guest.attempt(documents.send, {
      ...{ conversationId: id, content: [{ text: "Hello." }] },
    });
    assert.equal(sent.__typename, "NotFoundError");
    await assert.rejects(guest.follow(id).next(), /NOT_FOUND|no conversation/);
  }
});

test("no session token is wider than its minter", async () => {
  const mint = (over: object) =>
    backend.attempt(documents.mintSession, {
      ...{ subject: "ada", conversationId: own, scopes: ["conversations:read"], ...over },
    });
  const beyond = await mint({ scopes: ["approvals:decide"] });
  assert.equal(beyond.__typename, "ValidationError");
  assert.match(JSON.stringify(beyond), /may not hand on approvals:decide/);
  assert.equal((await mint({ scopes: ["keys:write"] })).__typename, "ValidationError");
  assert.equal((await mint({ conversationId: elsewhere })).__typename, "NotFoundError");
  assert.equal((await mint({ ttl: "PT61M" })).__typename, "ValidationError");
  assert.equal((await mint({ subject: "key:1" })).__typename, "ValidationError");
  const member = await t.as({ subject: "ada", roles: ["member"] });
  const refused = await member.attempt(documents.mintSession, {
    ...{ subject: "ada", conversationId: own, scopes: [] },
  });
  assert.equal(refused.__typename, "ForbiddenError");
});

test("a token for an agent starts and continues the subject's own conversations with it alone", async () => {
  const other = unique("other");
  await t.api.register(other);
  const token = await session({
    ...{ conversationId: null, agent, subject: "eve" },
    scopes: ["agents:read", "conversations:read", "conversations:write"],
  });
  const guest = new Api(url, token);
  const id = await guest.start(agent, "What does NVDA cost?");
  const agents = await t.api.run<
    { agents: { nodes: { id: string; name: string; version: { id: string } }[] } }
  >(
    "{ agents(first: 50) { nodes { id name version { id } } } }",
  );
  for (const one of agents.agents.nodes) {
    const nodes = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    const expected = one.name === agent ? [{ id: one.id }, { id: one.version.id }] : [null, null];
    assert.deepEqual(await guest.run(nodes, { ids: [one.id, one.version.id] }), {
      nodes: expected,
    });
  }
  const seen = { conversation: { id } };
  assert.deepEqual((await transports.HTTP(url, token, read, { id })).data, seen);
  await assert.rejects(guest.start(other), /NotFoundError|ForbiddenError/);
  assert.deepEqual((await transports.HTTP(url, token, read, { id: own })).data, {
    conversation: null,
  });
  const owner = await t.as({ subject: "eve", roles: ["member"] });
  assert.deepEqual(await owner.run(read, { id }), seen);
});

test("the same key returns the same session, signed again, and the token is in no table", async () => {
  const input = {
    ...{ idempotencyKey: crypto.randomUUID(), subject: "ada", conversationId: own },
    scopes: ["conversations:read"],
  };
  const first = await backend.mutate(documents.mintSession, input);
  const second = await backend.mutate(documents.mintSession, input);
  assert.equal(second.replayed, true);
  assert.equal(second.sessionId, first.sessionId);
  assert.equal(second.expiresAt, first.expiresAt);
  assert.ok((await transports.HTTP(url, second.token, read, { id: own })).data);
});

test("a token in the address is refused, whatever its name", async () => {
  const token = await session();
  for (const name of ["token", "access_token", "authorization"]) {
    const asked = new URLSearchParams({ query: "{ serverInfo { version } }", [name]: token });
    const answer = await fetch(`${url}?${asked}`, { headers: { accept: "application/json" } });
    assert.ok([400, 401].includes(answer.status), `${name}: ${answer.status}`);
    await answer.body?.cancel();
  }
});
