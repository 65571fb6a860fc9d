import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { AuditAction } from "../../protocol/audit/audit-event.ts";
import { actOf } from "../../protocol/audit/act.ts";
import type { AuditFilter } from "../../protocol/audit/records.ts";
import type { PageArgs } from "../../protocol/paging.ts";
import { BadCursor } from "../paging/page.ts";
import { caller, type TestDatabase, testDatabase } from "../testing/database.ts";
import { auditPage } from "./read-audit.ts";
import { recordAudit } from "./record-audit.ts";

const all: AuditFilter = { from: null, to: null, actor: null, action: null, resource: null };
let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  const record = (tenant: string, name: string, action: AuditAction, resource: string) =>
    recordAudit(
      db.sql,
      actOf({ ...caller, tenant, actor: { kind: "USER", name } }, { action, resource }),
    );
  await record("acme", "ada", "key.created", "key_1");
  await record("other", "ada", "key.created", "key_9");
  await record("acme", "ada", "key.revoked", "key_1");
  await record("acme", "bob", "alias.moved", "analyst");
});
after(() => db[Symbol.asyncDispose]());

const page = async (filter: Partial<AuditFilter>, args: PageArgs = { first: 10 }) =>
  await auditPage(db.sql, "acme", { ...all, ...filter }, args);
const actionsOf = ({ items }: Awaited<ReturnType<typeof page>>) =>
  items.map(({ node }) => node.action);

test("acts are read by tenant, the newest first, and filtered by actor, action, resource and time", async () => {
  assert.deepEqual(actionsOf(await page({})), ["alias.moved", "key.revoked", "key.created"]);
  assert.deepEqual(actionsOf(await page({ actor: "ada" })), ["key.revoked", "key.created"]);
  assert.deepEqual(actionsOf(await page({ action: "alias.moved" })), ["alias.moved"]);
  assert.deepEqual(actionsOf(await page({ resource: "key_1", action: "key.created" })), [
    "key.created",
  ]);
  assert.deepEqual(actionsOf(await page({ resource: "key_9" })), []);
  const { items } = await page({});
  const [, revoked] = items;
  const at = revoked?.node.at ?? new Date(0);
  const next = new Date(at.getTime() + 1); // `at` has lost its microseconds
  const between = await page({ from: at, to: next });
  assert.ok(actionsOf(between).includes("key.revoked"));
  assert.deepEqual(actionsOf(await page({ to: new Date(0) })), []);
});

test("acts are paged in both directions; a cursor of another tenant is refused", async () => {
  const first = await page({}, { first: 2 });
  assert.deepEqual(actionsOf(first), ["alias.moved", "key.revoked"]);
  const after = first.items.at(-1)?.cursor;
  const second = await page({}, { first: 2, after });
  assert.deepEqual(actionsOf(second), ["key.created"]);
  assert.deepEqual([first.hasNextPage, second.hasNextPage], [true, false]);
  const before = second.items[0]?.cursor;
  assert.deepEqual(actionsOf(await page({}, { last: 1, before })), ["key.revoked"]);
  await assert.rejects(auditPage(db.sql, "other", all, { first: 2, after }), BadCursor);
});
