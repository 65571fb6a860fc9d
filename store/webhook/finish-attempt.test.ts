import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import { retryWait } from "../../protocol/webhook/retry-wait.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { redeliver } from "../commands/redeliver.ts";
import { rotateWebhookSecret } from "../commands/rotate-webhook-secret.ts";
import { testWebhook } from "../commands/test-webhook.ts";
import { pauseWebhook } from "../commands/pause-webhook.ts";
import { connect } from "../database/connect.ts";
import type { Sql } from "../database/sql.ts";
import type { Refusal } from "../refusal.ts";
import { caller, newKey, type TestDatabase, testDatabase } from "../testing/database.ts";
import { asRoles, type RoleUrls } from "../testing/roles.ts";
import { claimDeliveries, type ClaimedDelivery, readClaimed } from "./claim-deliveries.ts";
import { feedWebhooks } from "./feed-webhooks.ts";
import {
  type AttemptOutcome,
  finishAttempt,
  type PauseRule,
  withholdDelivery,
} from "./finish-attempt.ts";
import { attemptsByDeliveries, deliveriesByIds } from "./read-deliveries.ts";
import { webhooksByIds } from "./read-webhooks.ts";
import { feedItems, makeWebhook, testKey } from "./testing.ts";
import { signingSecrets } from "./webhook-secrets.ts";

let db: TestDatabase;
let urls: RoleUrls;
let worker: Sql;
before(async () => {
  db = await testDatabase();
  urls = await asRoles(db);
  worker = connect(urls.worker, { name: "test", max: 6 });
});
after(async () => {
  await worker.end({ timeout: 1 });
  await db[Symbol.asyncDispose]();
  await urls[Symbol.asyncDispose]();
});

const { tenant } = caller;
const failing: PauseRule = { code: "FAILING", reason: "x", afterMs: webhookLimits.failingMs };
const limits = { most: 50, perTenant: 50, perHost: 8, busy: {}, leaseMs: 30_000 };
let hosts = 0;

/** A webhook at a host of its own, with this many deliveries that wait. */
async function waiting(items: number, host = `hooks-${++hosts}.example.com`) {
  await db
    .sql`update webhook_deliveries set next_at = now() + interval '1 day' where state = 'PENDING'`;
  const { id } = await makeWebhook(db.sql, { url: `https://${host}/`, kinds: ["AGENT_ARCHIVED"] });
  await feedItems(db.sql, items, { item: "AGENT_ARCHIVED" });
  while (await feedWebhooks(worker) > 0);
  await db
    .sql`update webhook_deliveries set next_at = now() + interval '1 day' where webhook_id <> ${id} and state = 'PENDING'`;
  return id;
}

async function claim(over: Partial<typeof limits> = {}): Promise<ClaimedDelivery[]> {
  const claims = await claimDeliveries(worker, { ...limits, ...over });
  const found = await Promise.all(claims.map((one) => readClaimed(worker, one)));
  return found.filter((one) => one !== null);
}

const ended = (over: Partial<AttemptOutcome> = {}): AttemptOutcome => ({
  ...{ startedAt: new Date(), durationMs: 5, status: 500, failure: "It answered HTTP 500." },
  ...{ answer: "no", retryMs: 5_000, ...over },
});
const delivered = () => ended({ status: 204, failure: null, answer: "", retryMs: null });
const stored = async (id: string) => (await deliveriesByIds(db.sql, tenant, [id]))[0];
const hookOf = async (id: string) => (await webhooksByIds(db.sql, tenant, [id]))[0];
// The column has milliseconds: rounded up, `now()` would be in the future.
const due = (id: string) =>
  db.sql`update webhook_deliveries set next_at = now() - interval '1 millisecond' where id = ${id}`;

test("a delivery is claimed by one of many workers; that of a worker that died is claimed again with a higher fence", async () => {
  await waiting(8);
  const claimed = (await Promise.all(Array.from({ length: 6 }, () => claim()))).flat();
  assert.equal(claimed.length, 8);
  assert.equal(new Set(claimed.map(({ id }) => id)).size, 8);
  const [first] = claimed;
  assert.ok(first);
  await due(first.id);
  const [again] = await claim();
  assert.equal(again?.id, first.id);
  assert.ok((again?.fence ?? 0) > first.fence);
  assert.equal(await finishAttempt(worker, first, delivered(), [failing]), null);
  assert.equal((await stored(first.id))?.state, "PENDING");
  assert.equal((await finishAttempt(worker, again, delivered(), [failing]))?.state, "DELIVERED");
});

test("of all answers but the last one only the beginning is kept", async () => {
  await waiting(1);
  const long = "x".repeat(webhookLimits.answerBytes);
  for (let number = 1; number <= 3; number++) {
    const [one] = await claim();
    assert.ok(one);
    await finishAttempt(worker, one, ended({ answer: long }), [failing]);
    const [attempts = []] = await attemptsByDeliveries(db.sql, tenant, [one.id]);
    const lengths = attempts.map(({ answer }) => answer?.length).toSorted((a = 0, b = 0) => a - b);
    assert.deepEqual(lengths, [...Array(number - 1).fill(webhookLimits.shortAnswer), long.length]);
    await due(one.id);
  }
});

test("attempts to one host are limited, also together with those that a worker makes already", async () => {
  const host = `hooks-${++hosts}.example.com`;
  await waiting(20, host);
  assert.equal((await claim({ busy: { [`${tenant} ${host}:443`]: 5 } })).length, 3);
  assert.equal((await claim({ busy: { [`${tenant} ${host}:443`]: 8 } })).length, 0);
  assert.equal((await claim({ most: 2 })).length, 2);
});

test("a tenant whose receivers are slow leaves room for others, at other hosts and at the same one", async () => {
  const host = `hooks-${++hosts}.example.com`;
  await waiting(8, host);
  for (let other = 0; other < 3; other++) {
    await makeWebhook(db.sql, {
      url: `https://slow-${other}.${host}/`,
      kinds: ["AGENT_ARCHIVED"],
    });
  }
  const by = { ...caller, tenant: `other-${hosts}` };
  const principal = { ...localPrincipal, tenant: by.tenant };
  await makeWebhook(db.sql, { url: `https://${host}/`, kinds: ["AGENT_ARCHIVED"] }, {
    by,
    principal,
  });
  await feedItems(db.sql, 8, { item: "AGENT_ARCHIVED" });
  await feedItems(db.sql, 2, { item: "AGENT_ARCHIVED" }, by.tenant);
  while (await feedWebhooks(worker) > 0);
  const tenantsOf = async (over: Partial<typeof limits>) =>
    Object.groupBy(await claim(over), (one) => one.tenant);
  // The other one's turn comes at once, though its deliveries are the newest, and its host is busy for the first tenant.
  const busy = { [tenant]: 6, [`${tenant} ${host}:443`]: 6 };
  const first = await tenantsOf({ most: 3, perTenant: 8, busy });
  assert.deepEqual([first[by.tenant]?.length, first[tenant]?.length], [2, 1]);
  const rest = await tenantsOf({ perTenant: 12, busy: {} });
  assert.equal(rest[tenant]?.length, 12);
});

test("a claim reads what is due, however much waits", async () => {
  const id = await waiting(3);
  await db.sql`insert into webhook_deliveries (id, tenant, webhook_id, type, at, next_at)
    select 'delivery_later' || i, ${tenant}, ${id}, 'webhook.test', now(), now() + interval '1 hour'
    from generate_series(1, 2000) i`;
  const read = await db.sql.begin(async (tx) => {
    // The counter includes what the connection has not yet reported of earlier transactions.
    const count = async () =>
      (await tx<{ count: number }[]>`select idx_tup_fetch::integer as count
        from pg_stat_xact_user_tables where relname = 'webhook_deliveries'`)[0]?.count ?? 0;
    const before = await count();
    assert.equal((await claimDeliveries(tx as never, limits)).length, 3);
    return await count() - before;
  }) as number;
  assert.ok(read > 0 && read < 100, `${read} rows were read`);
  await db.sql`delete from webhook_deliveries where id like 'delivery_later%'`;
});

test("after its last attempt a delivery is dead, is listed with its attempts, and is sent again with its id", async () => {
  const id = await waiting(1);
  let last: ClaimedDelivery | undefined;
  for (let failed = 1; failed <= 10; failed++) {
    [last] = await claim();
    assert.ok(last, `attempt ${failed}`);
    const done = await finishAttempt(worker, last, ended({ retryMs: retryWait(failed, null, 0) }), [
      failing,
    ]);
    assert.equal(done?.state, failed < 10 ? "PENDING" : "DEAD");
    if (failed < 10) await due(last.id);
  }
  assert.ok(last);
  assert.deepEqual(await claim(), []);
  const [attempts = []] = await attemptsByDeliveries(db.sql, tenant, [last.id]);
  assert.deepEqual(attempts.map(({ number }) => number), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const command = {
    webhookId: id,
    idempotencyKey: newKey(),
    which: { kind: "state", state: "DEAD" },
  } as const;
  assert.equal((await redeliver(db.sql, caller, command, localPrincipal)).count, 1);
  const [again] = await claim();
  assert.equal(again?.id, last.id);
  assert.equal(again.failed, 0);
  await finishAttempt(worker, again, delivered(), [failing]);
  assert.deepEqual([(await stored(last.id))?.state, (await stored(last.id))?.attempts], [
    "DELIVERED",
    11,
  ]);
});

test("deliveries are chosen by id and by number; one whose attempt runs is left alone", async () => {
  const id = await waiting(3);
  const [one, two, three] = await claim();
  assert.ok(one && two && three);
  await finishAttempt(worker, one, delivered(), []);
  await finishAttempt(worker, two, delivered(), []);
  const again = (which: Parameters<typeof redeliver>[2]["which"]) =>
    redeliver(db.sql, caller, { webhookId: id, idempotencyKey: newKey(), which }, localPrincipal);
  assert.equal((await again({ kind: "ids", ids: [one.id, three.id] })).count, 1);
  assert.equal((await again({ kind: "seqs", from: two.seq ?? 0, to: three.seq ?? 0 })).count, 1);
  assert.equal((await claim()).length, 2);
});

test("410 pauses the webhook at once; five days of failures do, and one success ends them", async () => {
  const id = await waiting(3);
  const [one, two, three] = await claim();
  assert.ok(one && two && three);
  await finishAttempt(worker, one, ended(), [failing]);
  assert.ok((await hookOf(id))?.failingSince);
  await db.sql`update webhooks set failing_since = now() - interval '119 hours' where id = ${id}`;
  await due(one.id);
  const [first] = await claim();
  assert.ok(first);
  assert.equal((await finishAttempt(worker, first, ended(), [failing]))?.isPaused, false);
  await finishAttempt(worker, two, delivered(), [failing]);
  assert.equal((await hookOf(id))?.failingSince, null);
  await db.sql`update webhooks set failing_since = now() - interval '121 hours' where id = ${id}`;
  assert.equal((await finishAttempt(worker, three, ended(), [failing]))?.isPaused, true);
  assert.equal((await hookOf(id))?.paused?.code, "FAILING");
  assert.deepEqual(await claim(), []);
  const items = await db
    .sql`select from feed_pending where items->0->>'nodeId' = ${id} and items->0->>'item' = 'WEBHOOK_CHANGED'`;
  assert.ok(items.count > 0);
  const gone = await waiting(1);
  const [last] = await claim();
  assert.ok(last);
  const rule: PauseRule = { code: "GONE", reason: "x", afterMs: 0 };
  assert.equal((await finishAttempt(worker, last, ended({ status: 410 }), [rule]))?.isPaused, true);
  assert.equal((await hookOf(gone))?.paused?.code, "GONE");
});

test("a test is sent also while the webhook is paused; what waits is not", async () => {
  const id = await waiting(2);
  const pause = { webhookId: id, reason: "repairs", idempotencyKey: newKey() };
  await pauseWebhook(db.sql, caller, pause, localPrincipal);
  const { deliveryId } = await testWebhook(
    db.sql,
    caller,
    { webhookId: id, idempotencyKey: newKey() },
    localPrincipal,
  );
  const claimed = await claim();
  assert.deepEqual(claimed.map((one) => one.id), [deliveryId]);
  assert.deepEqual([claimed[0]?.seq, claimed[0]?.item], [null, null]);
});

test("at most a hundred tests of a webhook wait", async () => {
  const { id: webhookId } = await makeWebhook(db.sql);
  const ask = () =>
    testWebhook(db.sql, caller, { webhookId, idempotencyKey: newKey() }, localPrincipal);
  for (let i = 0; i < webhookLimits.tests; i++) await ask();
  await assert.rejects(
    ask(),
    ({ error }: Refusal) => error.type === "ConflictError" && error.reason === "QUEUE_FULL",
  );
  await db.sql`update webhook_deliveries set state = 'DEAD' where webhook_id = ${webhookId}`;
  await ask();
});

test("a withheld delivery is listed and not claimed again", async () => {
  await waiting(1);
  const [one] = await claim();
  assert.ok(one);
  await withholdDelivery(worker, one);
  assert.equal((await stored(one.id))?.state, "WITHHELD");
  assert.deepEqual(await claim(), []);
});

test("at most five secrets sign, however often a secret is rotated: the newest ones", async () => {
  const { id: webhookId } = await makeWebhook(db.sql);
  const made: string[] = [];
  const maker = { key: testKey, onSecret: (text: string) => made.unshift(text) };
  for (let i = 0; i < 8; i++) {
    const command = { webhookId, idempotencyKey: newKey(), overlapMs: webhookLimits.maxOverlapMs };
    await rotateWebhookSecret(db.sql, caller, command, localPrincipal, maker);
  }
  const signing = await signingSecrets(db.sql, { tenant, webhookId, key: testKey });
  assert.deepEqual(signing, made.slice(0, webhookLimits.secrets));
});

test("during the overlap of a rotation both secrets sign, then the new one alone; another key signs nothing", async () => {
  const { id, secret } = await makeWebhook(db.sql);
  const of = { tenant, webhookId: id, key: testKey };
  const rotate = async (overlapMs: number) => {
    let made = "";
    const command = { webhookId: id, idempotencyKey: newKey(), overlapMs };
    const maker = { key: testKey, onSecret: (text: string) => made = text };
    await rotateWebhookSecret(db.sql, caller, command, localPrincipal, maker);
    return made;
  };
  const next = await rotate(60_000);
  assert.deepEqual(await signingSecrets(db.sql, of), [next, secret]);
  const last = await rotate(0);
  assert.deepEqual(await signingSecrets(db.sql, of), [last]);
  assert.equal(await signingSecrets(db.sql, { ...of, key: "l".repeat(40) }), null);
});
