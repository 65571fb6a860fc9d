import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Caller } from "../../protocol/caller.ts";
import { unlimited } from "../../protocol/quota/tenant-limits.ts";
import { setTenantQuota } from "../commands/set-tenant-quota.ts";
import { Refusal } from "../refusal.ts";
import { caller, newKey, type TestDatabase, testDatabase } from "../testing/database.ts";
import { readCeilings, setCeilings } from "./ceilings.ts";
import { readOwnLimits } from "./read-limits.ts";

let db: TestDatabase;
before(async () => void (db = await testDatabase()));
after(() => db[Symbol.asyncDispose]());

const tenant = "acme";
const admin: Caller = { ...caller, tenant, subject: "root" };
const operator: Caller = { ...caller, tenant };
const defaults = { ...unlimited, turnsInFlight: 20, pointsPerDay: 1_000 };
const set = (limits: object, reset = false, by = admin) =>
  setTenantQuota(db.sql, by, { idempotencyKey: newKey(), limits, reset }, defaults);

async function issuesOf(command: Promise<unknown>): Promise<string[]> {
  try {
    await command;
    return [];
  } catch (error) {
    if (!(error instanceof Refusal) || error.error.type !== "ValidationError") throw error;
    return error.error.issues.map(({ path }) => path.join("."));
  }
}

test("an administrator lowers the tenant's limits, and cannot raise them above the deployment's", async () => {
  await set({ turnsInFlight: 5 });
  assert.deepEqual(await issuesOf(set({ turnsInFlight: 21, pointsPerDay: null })), [
    "pointsPerDay",
    "turnsInFlight",
  ]);
  assert.deepEqual(await readOwnLimits(db.sql, tenant), { turnsInFlight: 5 });
  await set({ turnsInFlight: 20 });
});

test("the operator's limit takes the place of the default, upwards and downwards, and a reset returns to it", async () => {
  await setCeilings(db.sql, operator, { turnsInFlight: 50, pointsPerDay: 100 });
  assert.deepEqual(await readOwnLimits(db.sql, tenant), { turnsInFlight: 50, pointsPerDay: 100 });
  await set({ turnsInFlight: 40 });
  assert.deepEqual(await issuesOf(set({ turnsInFlight: 51, pointsPerDay: 101 })), [
    "pointsPerDay",
    "turnsInFlight",
  ]);
  await set({ pointsPerMinute: 7 }, true);
  assert.deepEqual(await readOwnLimits(db.sql, tenant), {
    ...{ turnsInFlight: 50, pointsPerDay: 100, pointsPerMinute: 7 },
  });
  await setCeilings(db.sql, operator, { turnsInFlight: null });
  assert.deepEqual(await readCeilings(db.sql, tenant), { turnsInFlight: null, pointsPerDay: 100 });
  assert.deepEqual(await issuesOf(set({ turnsInFlight: 1_000 })), []);
});

test("the owner of the machine is the operator: no ceiling applies to it", async () => {
  assert.deepEqual(await issuesOf(set({ pointsPerDay: 5_000 }, false, operator)), []);
});

test("the role of the API cannot write ceilings", async () => {
  const [may] = await db.sql<{ writes: boolean; reads: boolean }[]>`
    select has_table_privilege('tramontane_api', 'tenant_ceilings', 'insert, update, delete') as writes,
      has_table_privilege('tramontane_api', 'tenant_ceilings', 'select') as reads`;
  assert.deepEqual({ ...may }, { writes: false, reads: true });
});
