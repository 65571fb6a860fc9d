import assert from "node:assert/strict";
import { test } from "node:test";
import { registerAnalyst, testDatabase } from "../testing/database.ts";
import { agentByName, agentVersion, latestVersions } from "./read-agents.ts";

test("the latest versions of agents are read together, in the tenant alone", async () => {
  await using db = await testDatabase();
  await registerAnalyst(db.sql);
  const agentId = (await agentByName(db.sql, "default", "analyst"))?.id ?? "";
  await db.sql`insert into agent_versions (id, tenant, agent_id, number, hash, spec)
    select 'version_2', tenant, agent_id, 2, 'h2', spec from agent_versions where agent_id = ${agentId}`;
  const read = async (tenant: string) =>
    (await latestVersions(db.sql, tenant, ["agent_none", agentId])).map((v) => v?.number ?? null);
  assert.deepEqual(await read("default"), [null, 2]);
  assert.deepEqual(await read("other"), [null, null]);
  assert.equal((await agentVersion(db.sql, "default", agentId, { number: 1 }))?.number, 1);
});
