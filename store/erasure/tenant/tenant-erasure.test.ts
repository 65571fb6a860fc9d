import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeConversation } from "../../commands/close-conversation.ts";
import { startConversation } from "../../commands/start-conversation.ts";
import { deploymentChain } from "../../../protocol/audit/audit-event.ts";
import { readChain, readChainHeads } from "../../audit/read-chain.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import { verifyChain } from "../../audit/verify-chain.ts";
import { actOf } from "../../../protocol/audit/act.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  withAnalyst,
} from "../../testing/database.ts";
import { player } from "../../testing/play-turns.ts";
import { beginErasure, deleteRows, finishErasure } from "./tenant-erasure.ts";
import { claimErasedAgents, finishErasedAgent } from "./erased-agents.ts";
import { deploymentTables, keptTables, readTables, tenantTables } from "./tenant-tables.ts";
import { unclosedConversations, unerasedConversations } from "./remaining-work.ts";

const { tenant } = caller;
let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  const { sql } = db;
  await registerAnalyst(sql);
  const play = player(sql);
  const ref = await play.start("What does it cost?");
  await play.answer(await play.claim(ref), "Seven.");
  await startConversation(sql, caller, withAnalyst("open"), "emulator");
});
after(() => db[Symbol.asyncDispose]());

/** The number of rows of each table that a tenant has. */
async function rowsOf(of: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, where } of tenantTables(await readTables(db.sql))) {
    const [row] = await db.sql.unsafe(`select count(*) from ${name} where ${where}`, [of]);
    if (row?.count > 0) counts[name] = row?.count;
  }
  return counts;
}

test("every table belongs to the deployment, is kept, or its rows of a tenant are known", async () => {
  const tables = await readTables(db.sql);
  const erased = tenantTables(tables).map((table) => table.name);
  assert.equal(new Set(erased).size + deploymentTables.length + keptTables.length, tables.length);
  const names = tables.map((table) => table.name);
  for (const name of [...deploymentTables, ...keptTables]) {
    assert.ok(names.includes(name), name);
  }
  const unknown = { name: "notes", hasTenant: false, refersTo: [] };
  assert.throws(() => tenantTables([...tables, unknown]), /notes/);
});

test("closed conversations wait for the worker; open ones are listed until their erasure is asked for", async () => {
  const open = await unclosedConversations(db.sql, tenant);
  assert.equal(open.length, 2);
  const [conversationId = ""] = open;
  await closeConversation(db.sql, caller, {
    ...{ conversationId, erase: true },
    idempotencyKey: newKey(),
  });
  assert.equal((await unclosedConversations(db.sql, tenant)).length, 1);
  assert.deepEqual(await unerasedConversations(db.sql, tenant), [{
    provider: "emulator",
    conversations: 2,
  }]);
});

test("an erasure deletes each row of the tenant and no other, and proves what it deleted", async () => {
  const { sql } = db;
  await sql`insert into agents (id, tenant, name) values ('agent_other', 'other', 'analyst')`;
  await sql`insert into streams (id, tenant) values ('conv_other', 'other')`;
  await sql`insert into idempotency_keys (tenant, mutation, key, input_hash, result)
    values ('other', 'm', 'k', 'h', '{}')`;
  const others = await rowsOf("other");
  const before = await rowsOf(tenant);
  for (const table of ["turns", "entries", "events", "agents", "agent_versions", "conversations"]) {
    assert.ok((before[table] ?? 0) > 0, table);
  }

  const begun = await beginErasure(sql, caller);
  assert.deepEqual((await beginErasure(sql, caller)).requestedAt, begun.requestedAt);
  await sql`insert into remote_agents (tenant, version_id, provider, remote_id, leased_until)
    select tenant, id, 'emulator', 'ag_1', now() from agent_versions where tenant = ${tenant}`;
  await sql`insert into fallback_agents (tenant, version_id, provider, remote_id, leased_until)
    select tenant, id, 'emulator', 'ag_2', now() from agent_versions where tenant = ${tenant}`;
  const deleted: Record<string, number> = {};
  await deleteRows(sql, tenant, (name, count) => (deleted[name] = count));
  assert.equal(await deleteRows(sql, tenant), 0);
  assert.deepEqual(deleted, { ...before, remote_agents: 1, fallback_agents: 1 });
  assert.deepEqual(await rowsOf(tenant), {});
  assert.deepEqual(await rowsOf("other"), others);

  const [head] = await readChainHeads(sql, tenant);
  const claim = { againMs: 60_000, most: 10 };
  assert.deepEqual(await claimErasedAgents(sql, "other", claim), []);
  const claimed = await claimErasedAgents(sql, "emulator", claim);
  assert.deepEqual(claimed.toSorted((a, b) => a.remoteId < b.remoteId ? -1 : 1), [{
    tenant,
    remoteId: "ag_1",
  }, { tenant, remoteId: "ag_2" }]);
  assert.deepEqual(await claimErasedAgents(sql, "emulator", claim), [], "not again at once");
  await finishErasedAgent(sql, "emulator", { tenant, remoteId: "ag_2" });
  const proof = await finishErasure(sql, tenant);
  assert.deepEqual(proof.agentsDeleted, ["ag_2"]);
  assert.deepEqual(proof.remaining, {
    agentsAtProvider: ["ag_1"],
    auditHead: `${head?.seq}:${head?.hash}`,
  });
  const { audit_events: events, ...rows } = proof.deleted;
  assert.deepEqual(rows, deleted);
  assert.equal(events, head?.seq);
  await assert.rejects(finishErasure(sql, tenant));
});

test("the proof is in the deployment's chain; the tenant's chain continues from the head that is left", async () => {
  const { sql } = db;
  const rows = await Array.fromAsync(readChain(sql, deploymentChain));
  const proof = rows.at(-1)?.event;
  assert.deepEqual([proof?.action, proof?.resource], ["tenant.erased", tenant]);
  const act = { action: "agent.archived", resource: "analyst" } as const;
  await recordAudit(sql, actOf(caller, act));
  const [head] = await readChainHeads(sql, tenant);
  assert.ok(head && head.erasedSeq > 0 && head.seq === head.erasedSeq + 1);
  const after = { after: head.erasedSeq };
  assert.equal(await verifyChain(head, readChain(sql, tenant, after)), null);
  const revoked = await sql`select from revocations where tenant = ${tenant} and kind = 'tenant'`;
  assert.equal(revoked.count, 1);
});
