import assert from "node:assert/strict";
import { test } from "node:test";
import { priceAgent, startTestSandbox } from "./support.ts";

test("an agent is created, read, listed by name and metadata, updated to a new version, and deleted", async (t) => {
  const { client, get } = await startTestSandbox(t);
  const agentId = await priceAgent(client, "one");
  await priceAgent(client, "two");
  assert.match(agentId, /^ag_[0-9a-f]{32}$/);
  const agent = await client.beta.agents.get({ agentId });
  assert.deepEqual([agent.version, agent.versions, agent.source, agent.metadata?.epoch], [
    0,
    [0],
    "api",
    1,
  ]);
  const named = await client.beta.agents.list({ name: "one", metadata: { deployment: "test" } });
  assert.deepEqual(named.map((one) => one.id), [agentId]);
  assert.deepEqual(await client.beta.agents.list({ metadata: { deployment: "other" } }), []);
  const changed = await client.beta.agents.update({
    agentId,
    updateAgentRequest: { instructions: "new" },
  });
  assert.deepEqual([changed.version, changed.versions, changed.model], [
    1,
    [0, 1],
    "mistral-medium-latest",
  ]);
  const old = await client.beta.agents.get({ agentId, agentVersion: 0 });
  assert.equal(old.instructions, "You tell prices.");
  await client.beta.agents.createVersionAlias({ agentId, alias: "stable", version: 0 });
  assert.equal((await client.beta.agents.get({ agentId, agentVersion: "stable" })).version, 0);
  assert.equal((await client.beta.agents.updateVersion({ agentId, version: 0 })).version, 0);
  assert.equal((await client.beta.agents.listVersions({ agentId })).length, 2);
  await client.beta.agents.deleteVersionAlias({ agentId, alias: "stable" });
  assert.deepEqual(await client.beta.agents.listVersionAliases({ agentId }), []);
  await client.beta.agents.delete({ agentId });
  assert.equal((await get("counts")).agents, 1);
});

test("lists have pages", async (t) => {
  const { client } = await startTestSandbox(t);
  for (let i = 0; i < 5; i++) await priceAgent(client, `agent-${i}`);
  const second = await client.beta.agents.list({ page: 1, pageSize: 2 });
  assert.deepEqual(second.map((one) => one.name), ["agent-2", "agent-1"]);
  const names: string[] = [];
  for await (const page of await client.beta.agents.listPages({ pageSize: 2 })) {
    names.push(...page.result.data.map((one) => one.name));
  }
  assert.equal(names.length, 5);
});

test("the SDK accepts the list of models", async (t) => {
  const { client } = await startTestSandbox(t);
  const models = await client.models.list();
  const ids = models.data?.map((one) => "id" in one ? one.id : "");
  assert.ok(ids?.includes("mistral-medium-latest"));
});
