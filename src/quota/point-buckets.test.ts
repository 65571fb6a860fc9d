import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { PointAccount, PointAsk } from "../../protocol/quota/points.ts";
import { takePoints } from "../../store/mod.ts";
import { type TestDatabase, testDatabase } from "../../store/testing/database.ts";
import { PointBuckets } from "./point-buckets.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});
after(() => db[Symbol.asyncDispose]());

/** An API process; `queries` counts what it asks. */
function apiProcess() {
  const asked = { queries: 0 };
  const take = (tenant: string, asks: readonly PointAsk[]) => {
    asked.queries++;
    return takePoints(db.sql, tenant, asks);
  };
  return { asked, buckets: new PointBuckets(take) };
}

let tenants = 0;
const newTenant = () => `tenant${++tenants}`;
const daily = (limit: number): PointAccount[] => [{ kind: "tenant", name: "", span: "day", limit }];
const isAdmitted = (one: { rateLimit: { retryAfterMs: number | null } } | null) =>
  one!.rateLimit.retryAfterMs === null;

test("of 100 requests at once at three processes as many are admitted as there are points for", async () => {
  const tenant = newTenant();
  const processes = [apiProcess(), apiProcess(), apiProcess()];
  const spent = await Promise.all(
    Array.from(
      { length: 100 },
      (_, i) => processes[i % 3]!.buckets.spend(tenant, daily(5_000), 100),
    ),
  );
  const admitted = spent.filter(isAdmitted).length;
  assert.ok(admitted <= 50, `${admitted} of at most 50`);
  assert.ok(admitted >= 45, `only ${admitted} of 50: reserved points were lost`);
});

test("a refusal takes nothing from the other accounts, and says when to try again", async () => {
  const { buckets } = apiProcess();
  const tenant = newTenant();
  const both: PointAccount[] = [...daily(1_000), {
    ...{ kind: "principal", name: "ada", span: "minute", limit: 10 },
  }];
  const refused = await buckets.spend(tenant, both, 60);
  assert.ok(!isAdmitted(refused));
  assert.equal(refused!.rateLimit.remaining, 10);
  assert.ok(refused!.rateLimit.retryAfterMs! >= 1_000);
  await buckets.settle();
  await buckets.settle();
  const admitted = await buckets.spend(tenant, daily(1_000), 1_000);
  assert.ok(isAdmitted(admitted));
});

test("a flood of refused requests does not reach the database", async () => {
  const { buckets, asked } = apiProcess();
  const tenant = newTenant();
  await buckets.spend(tenant, daily(10), 10);
  for (let n = 0; n < 500; n++) assert.ok(!isAdmitted(await buckets.spend(tenant, daily(10), 10)));
  assert.ok(asked.queries <= 5, `${asked.queries} queries`);
});

test("frequent requests share reservations", async () => {
  const { buckets, asked } = apiProcess();
  const tenant = newTenant();
  for (let n = 0; n < 200; n++) await buckets.spend(tenant, daily(1_000_000), 10);
  assert.ok(asked.queries <= 20, `${asked.queries} queries for 200 requests`);
});

test("what a process did not use for a second is there for the others", async () => {
  const [first, second] = [apiProcess(), apiProcess()];
  const tenant = newTenant();
  await Promise.all([1, 2].map(() => first.buckets.spend(tenant, daily(1_000), 20)));
  await first.buckets.spend(tenant, daily(1_000), 20);
  await first.buckets.settle();
  await first.buckets.settle();
  assert.ok(isAdmitted(await second.buckets.spend(tenant, daily(1_000), 940)));
  assert.ok(!isAdmitted(await second.buckets.spend(tenant, daily(1_000), 1)));
});

test("points that were used without asking are settled, and requests are refused at once while none are left", async () => {
  const { buckets } = apiProcess();
  const tenant = newTenant();
  buckets.charge(tenant, daily(100), 250);
  await buckets.settle();
  assert.ok(!isAdmitted(await buckets.spend(tenant, daily(100), 1)));
  assert.ok(buckets.refusal(tenant, daily(100), 1));
  assert.equal(buckets.refusal(newTenant(), daily(100), 1), null);
});

test("an account gets its points back with time", async () => {
  const { buckets } = apiProcess();
  const tenant = newTenant();
  const minute: PointAccount[] = [{ kind: "tenant", name: "", span: "minute", limit: 60 }];
  await buckets.spend(tenant, minute, 60);
  await db.sql`update point_buckets set at = at - interval '31 seconds' where tenant = ${tenant}`;
  assert.ok(isAdmitted(await buckets.spend(tenant, minute, 30)));
});
