import assert from "node:assert/strict";
import { after, test } from "node:test";
import { noBudget } from "../../protocol/budget/budget.ts";
import { noSettings } from "../../protocol/agent/agent.ts";
import { registerAgent } from "../commands/register-agent.ts";
import {
  claimRemoteAgent,
  clearRemoteAgent,
  remoteAgentIds,
  saveRemoteAgent,
} from "./remote-agents.ts";
import { anySchema, caller, newKey, testDatabase } from "../testing/database.ts";

const db = await testDatabase();
after(() => db[Symbol.asyncDispose]());
const { sql } = db;
const provider = "emulator";

async function made(name: string, handoffs: string[] = []): Promise<string> {
  const { versionId } = await registerAgent(sql, caller, {
    idempotencyKey: newKey(),
    name,
    description: null,
    model: "m",
    instructions: "x",
    tools: [],
    handoffs,
    settings: noSettings,
    turnBudget: noBudget,
    conversationBudget: noBudget,
    note: null,
    alias: null,
  }, anySchema);
  const agent = { versionId, provider, isFallback: false };
  assert.deepEqual(await claimRemoteAgent(sql, agent, 1_000), { found: "claimed" });
  await saveRemoteAgent(sql, agent, `remote-${name}`);
  return versionId;
}

test("an agent that the provider lost is created again, and so are all agents that hand over to it, directly or through others", async () => {
  const last = await made("last");
  const middle = await made("middle", ["last"]);
  const first = await made("first", ["middle"]);
  const other = await made("other");
  await clearRemoteAgent(sql, { versionId: last, provider, isFallback: false }, "remote-last");
  const known = await remoteAgentIds(sql, provider, [last, middle, first, other]);
  assert.deepEqual([...known], [[other, "remote-other"]]);
});
