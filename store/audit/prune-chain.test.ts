import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { actOf } from "../../protocol/audit/act.ts";
import { caller, type TestDatabase, testDatabase } from "../testing/database.ts";
import { beginOf, pruneChain } from "./prune-chain.ts";
import { readChain, readChainHeads } from "./read-chain.ts";
import { recordAudit } from "./record-audit.ts";
import { verifyChain } from "./verify-chain.ts";

let db: TestDatabase;
before(async () => void (db = await testDatabase()));
after(() => db[Symbol.asyncDispose]());

/** Events of a chain of its own; returns the time before which `old` of them were recorded. */
async function record(tenant: string, old: number, recent: number): Promise<Date> {
  const append = () =>
    recordAudit(
      db.sql,
      actOf({ ...caller, tenant }, { action: "alias.moved", resource: "analyst" }),
    );
  for (let n = 0; n < old; n++) await append();
  const [now] = await db.sql<
    { at: Date }[]
  >`select clock_timestamp()::timestamptz(3) + interval '1 ms' as at`;
  const at = now?.at ?? new Date(0);
  await db.sql`select pg_sleep(0.005)`;
  for (let n = 0; n < recent; n++) await append();
  return at;
}

const prune = (tenant: string, at: Date) => pruneChain(db.sql, { ...caller, tenant }, at);

async function stateOf(tenant: string) {
  const [head] = await readChainHeads(db.sql, tenant);
  assert.ok(head);
  const rows = await Array.fromAsync(readChain(db.sql, tenant, { after: head.erasedSeq }));
  const broken = await verifyChain(head, readChain(db.sql, tenant, { after: head.erasedSeq }));
  return { head, rows, broken, begin: await beginOf(db.sql, head) };
}

test("pruned events are gone, and the rest of the chain is proven from a checkpoint in it", async () => {
  const at = await record("acme", 3, 2);
  assert.equal((await stateOf("acme")).begin.why, "FIRST");
  assert.equal(await prune("acme", at), 3);
  const { head, rows, broken, begin } = await stateOf("acme");
  assert.equal(broken, null);
  assert.deepEqual(rows.map(({ seq }) => seq), [4, 5, 6]);
  assert.ok(begin.why === "PRUNED" && begin.bySeq === 6);
  const { action, details } = rows.at(-1)?.event ?? {};
  assert.deepEqual([action, details], [
    "audit.pruned",
    { firstKept: 4, previousHash: head.erasedHash, deleted: 3, before: at.toISOString() },
  ]);
});

test("nothing to prune changes nothing; later events and checkpoints are pruned like others", async () => {
  const at = await record("globex", 2, 1);
  assert.equal(await prune("globex", new Date(0)), 0);
  await prune("globex", at);
  const later = await record("globex", 0, 1);
  assert.equal(await prune("globex", new Date(later.getTime() + 60_000)), 3);
  const { rows, broken, begin } = await stateOf("globex");
  assert.deepEqual([broken, begin.why, rows.length], [null, "PRUNED", 1]);
});

test("a chain whose beginning was removed otherwise is not proven", async () => {
  const tenant = "initech";
  await record(tenant, 4, 0);
  await db.sql`update audit_chains c set erased_seq = 2, erased_hash = e.hash from audit_events e
    where c.tenant = ${tenant} and e.tenant = c.tenant and e.seq = 2`;
  await db.sql`delete from audit_events where tenant = ${tenant} and seq <= 2`;
  assert.equal((await stateOf(tenant)).begin.why, "UNRECORDED");
});

test("the roles of API and worker may delete no event, and move no beginning", async () => {
  for (const role of ["tramontane_api", "tramontane_worker"]) {
    const [may] = await db.sql<{ deletes: boolean; updates: boolean }[]>`
      select has_table_privilege(${role}, 'audit_events', 'delete') as deletes,
        has_table_privilege(${role}, 'audit_chains', 'update') as updates`;
    assert.deepEqual({ ...may }, { deletes: false, updates: false }, role);
  }
});
