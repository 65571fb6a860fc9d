import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { AuditEvent } from "../../protocol/audit/audit-event.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { asRoles } from "../testing/roles.ts";
import { connect } from "../database/connect.ts";
import { recordAudit } from "./record-audit.ts";
import { auditHash } from "./audit-hash.ts";
import { readChain } from "./read-chain.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});
after(() => db[Symbol.asyncDispose]());

const act = (tenant: string, over: Partial<AuditEvent> = {}): AuditEvent => ({
  tenant,
  actor: { kind: "USER", name: "ada" },
  credential: "key:1",
  address: "192.0.2.7",
  action: "alias.moved",
  resource: "agent_1",
  outcome: "DONE",
  reason: null,
  requestId: null,
  traceId: null,
  details: { alias: "stable", version: 3 },
  ...over,
});

const chainOf = (tenant: string) => Array.fromAsync(readChain(db.sql, tenant));

test("the hash that the database computes is that of the canonical JSON, for every kind of value", async () => {
  const events = [
    act("hashes"),
    act("hashes", { reason: 'a "quoted" reason \\ with ümlaut 🌍 and \u2028', credential: null }),
    act("hashes", { details: { b: 1.5, a: [], yes: true, none: null, big: 1e21, z: ["x", "y"] } }),
    act("hashes", { details: {}, resource: "\u0000\ud800" }),
  ];
  for (const event of events) await recordAudit(db.sql, event);
  const rows = await chainOf("hashes");
  assert.deepEqual(rows.map((row) => row.seq), [1, 2, 3, 4]);
  for (const row of rows) assert.equal(row.hash, auditHash(row));
  assert.deepEqual(rows.map((row) => row.previousHash), [
    "",
    ...rows.slice(0, 3).map((r) => r.hash),
  ]);
  assert.equal(rows[3]?.event.resource, "\ufffd\ufffd");
});

test("an act that is rolled back leaves no event and no gap", async () => {
  await recordAudit(db.sql, act("rollback"));
  await assert.rejects(db.sql.begin(async (tx) => {
    await recordAudit(tx, act("rollback"));
    throw new Error("refused");
  }));
  await recordAudit(db.sql, act("rollback"));
  assert.deepEqual((await chainOf("rollback")).map((row) => row.seq), [1, 2]);
});

test("50 acts at once make one chain without gaps", async () => {
  await Promise.all(
    Array.from({ length: 50 }, (_, n) => recordAudit(db.sql, act("race", { details: { n } }))),
  );
  const rows = await chainOf("race");
  assert.deepEqual(rows.map((row) => row.seq), Array.from({ length: 50 }, (_, n) => n + 1));
  rows.slice(1).forEach((row, n) => assert.equal(row.previousHash, rows[n]?.hash));
});

test("API and worker add events and can neither write, change nor delete rows", async () => {
  await using urls = await asRoles(db);
  for (const url of [urls.api, urls.worker]) {
    const sql = connect(url, { name: "test", max: 1 });
    try {
      await recordAudit(sql, act("roles"));
      for (
        const statement of [
          "insert into audit_events select * from audit_events limit 1",
          "update audit_events set reason = 'another'",
          "delete from audit_events",
          "truncate audit_events",
          "update audit_chains set seq = 0",
          "delete from audit_chains",
        ]
      ) await assert.rejects(sql.unsafe(statement), { code: "42501" }, statement);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  assert.equal((await chainOf("roles")).length, 2);
});
