// Bridges run the public operations as their caller: what it may not do or read there, it may not do or read here.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createClient } from "../../clients/client/mod.ts";
import { preloadConversation } from "../../clients/client/store/mod.ts";
import { readStoredTurns } from "../../clients/client/turn/mod.ts";
import { agUiClient, agUiUrl, outcomeOf } from "./ag-ui-client.ts";
import type { Api } from "../support/api.ts";
import { type IdentityStack, sharedIdentityStack } from "../support/identity.ts";
import { eventually, unique } from "../support/test-stack.ts";

let t: IdentityStack;
let [acme, globex] = ["", ""];
before(async () => {
  t = await sharedIdentityStack("agUi");
  [acme, globex] = t.tenants;
  await eventually("the tools are listed", () => t.api.listsTools("prices"));
});
after(() => t[Symbol.asyncDispose]());

const headersOf = async (subject: string, role = "member", tenant = acme) => ({
  authorization: `Bearer ${await t.tokenOf({ tenant, subject, roles: [role] as never })}`,
});
const clientOf = async (agent: string, subject: string, threadId: string) =>
  agUiClient(t, agent, { threadId, headers: await headersOf(subject) });

async function agentWith(policy: string, api: Api = t.api): Promise<string> {
  const name = unique("agent");
  await api.register(name, {
    tools: [{ server: "prices", name: "get_current_stock_price", policy }],
  });
  return name;
}

test("without credentials a bridge answers 401 in its form, and a forged token is no better", async () => {
  for (const authorization of ["", "Bearer forged"]) {
    const headers = {
      "content-type": "application/json",
      ...authorization !== "" && { authorization },
    };
    const response = await fetch(agUiUrl(t, "any"), { method: "POST", headers, body: "{}" });
    assert.equal(response.status, 401);
    assert.match(response.headers.get("www-authenticate") ?? "", /Bearer/);
    assert.equal((await response.json()).code, "UNAUTHENTICATED");
  }
});

test("two users with one thread id have a conversation each, and neither continues that of the other", async () => {
  const agent = await agentWith("AUTO");
  const threadId = unique("thread");
  const ada = await clientOf(agent, "ada", threadId);
  const bob = await clientOf(agent, "bob", threadId);
  const events = [await ada.say("What does NVDA cost?"), await bob.say("What does AMD cost?")];
  assert.deepEqual(events.map(outcomeOf), ["success", "success"]);
  const [first, second] = events.map(([started]) =>
    (started?.metadata as { conversationId: string }).conversationId
  );
  assert.ok(first && second && first !== second);
  const body = JSON.stringify({ threadId: first, runId: "r", messages: [] });
  const post = async (headers: Record<string, string>) => {
    const all = { "content-type": "application/json", ...headers };
    return (await fetch(agUiUrl(t, agent), { method: "POST", headers: all, body })).status;
  };
  assert.equal(await post(await headersOf("ada")), 200);
  assert.equal(await post(await headersOf("bob")), 404);
  assert.equal(await post(await headersOf("ada", "member", globex)), 404);
});

test("who may not read arguments and results of tools goes on after a call, without them", async () => {
  const agent = await agentWith("AUTO");
  const ada = await clientOf(agent, "ada", unique("thread"));
  const [started] = await ada.say("What does NVDA cost?");
  assert.equal(outcomeOf(await ada.say("What does AMD cost?")), "success");
  const { conversationId: id } = started?.metadata as { conversationId: string };
  const { authorization } = await headersOf("ada");
  const client = createClient({ url: t.stack.urls.graphql, headers: { authorization } });
  const { conversation } = await preloadConversation(client, id);
  const calls = conversation?.entries.nodes.filter((node) => node.__typename === "ToolCall") ?? [];
  assert.equal(calls.length, 2);
  for (const call of calls) assert.deepEqual([call.arguments, call.result], [null, null]);
  let read = 0;
  for await (const { status } of readStoredTurns(client, id)) {
    read += status === "COMPLETED" ? 1 : 0;
  }
  assert.equal(read, 2);
  client.close();
});

test("who may not decide waits in the run, until another one has decided", async () => {
  const agent = await agentWith("ASK");
  const ada = await clientOf(agent, "ada", unique("thread"));
  const said = ada.say("What does NVDA cost?");
  const approver = await t.as({ tenant: acme, subject: "eve", roles: ["approver"] });
  const [started] = await begun(ada.events);
  const { conversationId } = started?.metadata as { conversationId: string };
  const pending = async () => (await approver.pending()).length > 0;
  await eventually("an approval is pending", pending);
  for (const approval of await approver.pending()) await approver.decide(approval, { approve: {} });
  assert.equal(outcomeOf(await said), "success");
  assert.ok(conversationId);
});

test("a decision by a bridge is in the audit chain, with the one who decided", async () => {
  const admin = await t.as({ tenant: globex, subject: "root", roles: ["admin"] });
  const agent = await agentWith("ASK", admin);
  const client = agUiClient(t, agent, { headers: await headersOf("root", "admin", globex) });
  assert.equal(outcomeOf(await client.say("What does NVDA cost?")), "interrupt");
  const [interrupt] = client.agent.pendingInterrupts;
  assert.ok(interrupt);
  const payload = { approved: true };
  const resume = [{ interruptId: interrupt.id, status: "resolved" as const, payload }];
  assert.equal(outcomeOf(await client.run({ resume })), "success");
  const query =
    `query($id: String) { auditEvents(resource: $id) { nodes { action actor { name } } } }`;
  type Read = { auditEvents: { nodes: { action: string; actor: { name: string } }[] } };
  const { auditEvents: { nodes } } = await admin.run<Read>(query, { id: interrupt.id });
  assert.deepEqual(nodes.map(({ action, actor }) => [action, actor.name]), [
    ["approval.decided", "root"],
  ]);
});

test("the limits of a principal apply to a bridge: 429, with the time to wait", async () => {
  const admin = await t.as({ tenant: globex, subject: "root", roles: ["admin"], ttl: 3_600 });
  const agent = await agentWith("AUTO", admin);
  const headers = await headersOf("zoe", "member", globex);
  const client = agUiClient(t, agent, { headers });
  assert.equal(outcomeOf(await client.say("What does NVDA cost?")), "success");
  const limit = `mutation($input: SetTenantQuotaInput!) { setTenantQuota(input: $input) {
    __typename } }`;
  await admin.attempt(limit, { principalPointsPerMinute: 1, reset: true });
  const statusOf = async () => {
    const body = JSON.stringify({ threadId: client.agent.threadId, runId: "r", messages: [] });
    const all = { "content-type": "application/json", ...headers };
    const response = await fetch(agUiUrl(t, agent), { method: "POST", headers: all, body });
    const { status } = response;
    const retryAfter = response.headers.get("retry-after");
    await response.body?.cancel();
    return { status, retryAfter };
  };
  await eventually("the limit applies", async () => (await statusOf()).status === 429);
  assert.match((await statusOf()).retryAfter ?? "", /^\d+$/);
});

async function begun<T>(events: readonly T[]): Promise<readonly T[]> {
  await eventually("the run has begun", () => Promise.resolve(events.length > 0));
  return events;
}
