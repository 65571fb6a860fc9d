import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import type { DeliveryRecord } from "../../protocol/webhook/records.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { deleteWebhook } from "../commands/delete-webhook.ts";
import { pauseWebhook, resumeWebhook } from "../commands/pause-webhook.ts";
import { revokeAccess } from "../commands/revoke-access.ts";
import { updateWebhook } from "../commands/update-webhook.ts";
import { connect } from "../database/connect.ts";
import type { Sql } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { asRoles, type RoleUrls } from "../testing/roles.ts";
import { purgeDeliveries, webhookBacklog } from "./backlog.ts";
import { feedWebhooks } from "./feed-webhooks.ts";
import { FullWebhooks } from "./full-webhooks.ts";
import { deliveryPage } from "./read-deliveries.ts";
import { webhooksByIds } from "./read-webhooks.ts";
import { feedItems, makeWebhook, testKey } from "./testing.ts";

let db: TestDatabase;
let urls: RoleUrls;
/** The worker, with no more rights than it has. */
let worker: Sql;
let api: Sql;
before(async () => {
  db = await testDatabase();
  urls = await asRoles(db);
  worker = connect(urls.worker, { name: "test", max: 4 });
  api = connect(urls.api, { name: "test", max: 2 });
  await registerAnalyst(db.sql);
});
after(async () => {
  await Promise.all([worker, api].map((sql) => sql.end({ timeout: 1 })));
  await db[Symbol.asyncDispose]();
  await urls[Symbol.asyncDispose]();
});

const { tenant } = caller;
/** A tenant with an administrator of its own. */
const of = (name: string, over: Partial<Principal> = {}) => {
  const principal: Principal = {
    ...localPrincipal,
    ...{ tenant: name, kind: "USER", subject: "ada", ...over },
  };
  return { by: { ...caller, tenant: name, subject: principal.subject }, principal };
};

async function fed(): Promise<void> {
  while (await feedWebhooks(worker) > 0);
}

/** Its deliveries, the oldest first. */
async function deliveries(webhookId: string, of = tenant): Promise<DeliveryRecord[]> {
  const args = { first: 100, after: null, last: null, before: null };
  const { items } = await deliveryPage(db.sql, of, {
    ...{ webhookId, filter: { state: null } },
    args: args as never,
  });
  return items.map(({ node }) => node).sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}

test("a new webhook is given what is fed from then on, each item with the number of the one before it", async () => {
  await feedItems(db.sql, 2);
  const { id, secret } = await makeWebhook(api);
  assert.match(secret, /^whsec_/);
  await feedItems(db.sql, 3);
  await fed();
  const found = await deliveries(id);
  const [first] = found;
  assert.ok(first && first.seq !== null && (first.previousSeq ?? 0) < first.seq);
  assert.deepEqual(found.map(({ state }) => state), ["PENDING", "PENDING", "PENDING"]);
  assert.deepEqual(found.map(({ seq }) => (seq ?? 0) - (first.seq ?? 0)), [0, 1, 2]);
  assert.deepEqual(
    found.slice(1).map(({ previousSeq }) => previousSeq),
    found.slice(0, 2).map(({ seq }) => seq),
  );
});

test("items that do not match are left out, and the chain of numbers goes on", async () => {
  const { id } = await makeWebhook(api, { kinds: ["AGENT_ARCHIVED"], agent: "analyst" });
  await feedItems(db.sql, 1, { item: "AGENT_ARCHIVED" });
  await feedItems(db.sql, 2);
  await feedItems(db.sql, 1, { item: "AGENT_ARCHIVED", agent: "other" });
  await feedItems(db.sql, 1, { item: "AGENT_ARCHIVED" });
  await fed();
  const [one, two, ...more] = await deliveries(id);
  assert.deepEqual(more, []);
  assert.ok(one && two && one.seq !== null && two.seq !== null);
  assert.equal(two.previousSeq, one.seq);
  assert.ok(two.seq > one.seq + 1);
  assert.equal(one.type, "agent.archived");
});

test("an owner is given what it may read at that time: conversations of others are left out", async () => {
  const play = player(db.sql);
  const mine = await play.start("hello");
  const theirs = await play.start("hello");
  const member = of(tenant, { subject: "mia", roles: ["developer"] });
  await db.sql`update conversations set owner = 'mia' where id = ${mine.conversationId}`;
  await db.sql`update conversations set owner = 'bob' where id = ${theirs.conversationId}`;
  await feedItems(db.sql, 0);
  const { id } = await makeWebhook(api, { kinds: ["CONVERSATION_UPDATED"] }, member);
  for (const { conversationId } of [theirs, mine]) {
    const item = { item: "CONVERSATION_UPDATED" as const, nodeId: conversationId, conversationId };
    await feedItems(db.sql, 1, item as never);
  }
  await fed();
  assert.equal((await deliveries(id)).length, 1);
});

test("a paused webhook is given nothing, and the items of that time when it is resumed", async () => {
  const { id } = await makeWebhook(api);
  const command = { webhookId: id, idempotencyKey: newKey() };
  await pauseWebhook(api, caller, { ...command, reason: "repairs" }, localPrincipal);
  await feedItems(db.sql, 2);
  await fed();
  assert.equal((await deliveries(id)).length, 0);
  await resumeWebhook(api, caller, { ...command, idempotencyKey: newKey() }, localPrincipal);
  await fed();
  assert.equal((await deliveries(id)).length, 2);
});

test("items that were deleted before they were read are a gap in the chain of numbers", async () => {
  const { id } = await makeWebhook(api);
  await feedItems(db.sql, 1);
  await fed();
  const [first] = await deliveries(id);
  const pause = { webhookId: id, reason: "x", idempotencyKey: newKey() };
  await pauseWebhook(api, caller, pause, localPrincipal);
  await feedItems(db.sql, 3);
  const [row] = await db.sql<
    { head: number }[]
  >`select head from streams where id = ${`feed-${tenant}`}`;
  const head = row?.head ?? 0;
  await db.sql`delete from events where stream_id = ${`feed-${tenant}`} and seq < ${head}`;
  const resume = { webhookId: id, idempotencyKey: newKey() };
  await resumeWebhook(api, caller, resume, localPrincipal);
  await fed();
  const last = (await deliveries(id)).at(-1);
  assert.equal(last?.seq, head);
  assert.equal(last?.previousSeq, head - 1);
  assert.ok((last?.previousSeq ?? 0) > (first?.seq ?? 0));
});

test("a webhook with too many deliveries that wait reads no further, and goes on later", async () => {
  const own = of("full");
  const { id } = await makeWebhook(api, {}, own);
  await db.sql`insert into webhook_deliveries (id, tenant, webhook_id, type, at, next_at)
    select 'delivery_' || i, 'full', ${id}, 'webhook.test', now(), now() from generate_series(1, ${webhookLimits.waiting}) i`;
  await feedItems(db.sql, 1, {}, "full");
  await fed();
  const count = async () =>
    (await db.sql`select from webhook_deliveries where webhook_id = ${id}`).count;
  assert.equal(await count(), webhookLimits.waiting);
  const full = new FullWebhooks();
  assert.equal(await feedWebhooks(worker, full), 0);
  assert.deepEqual(full.ids(), [id], "it is not counted again at once");
  await db.sql`delete from webhook_deliveries where id = 'delivery_1'`;
  assert.equal(await feedWebhooks(worker, full), 0);
  assert.deepEqual(full.ids(performance.now() + 60_000), []);
  await fed();
  assert.equal(await count(), webhookLimits.waiting);
});

test("a webhook of a key that has ended is paused, and loses nothing; so are those of a revoked subject, at once", async () => {
  const key = of("ended", { kind: "SERVICE", subject: "key:key_gone", roles: ["admin"] });
  const { id } = await makeWebhook(api, {}, key);
  await feedItems(db.sql, 1, {}, "ended");
  await fed();
  const paused = async () => (await webhooksByIds(db.sql, "ended", [id]))[0]?.paused?.code;
  assert.equal(await paused(), "OWNER_ENDED");
  assert.equal((await deliveries(id, "ended")).length, 0);
  const ada = of("ended");
  const other = await makeWebhook(api, {}, ada);
  await revokeAccess(api, ada.by, { idempotencyKey: newKey(), subject: "ada" });
  const [found] = await webhooksByIds(db.sql, "ended", [other.id]);
  assert.equal(found?.paused?.code, "OWNER_ENDED");
  await resumeWebhook(
    api,
    ada.by,
    { webhookId: other.id, idempotencyKey: newKey() },
    ada.principal,
  );
  await feedItems(db.sql, 1, {}, "ended");
  await fed();
  assert.ok((await deliveries(other.id, "ended")).length > 0);
});

test("only the owner changes where a webhook sends; who reaches all may pause and delete it; others do not see it", async () => {
  const { id } = await makeWebhook(api, {}, of("acme"));
  const admin = of("acme", { subject: "root" });
  const developer = of("acme", { subject: "dev", roles: ["developer"] });
  const change = () => ({ webhookId: id, idempotencyKey: newKey(), change: { name: "mine" } });
  const refused = (type: string) => (error: unknown) =>
    error instanceof Refusal && error.error.type === type;
  await assert.rejects(
    updateWebhook(api, admin.by, change(), admin.principal),
    refused("ForbiddenError"),
  );
  const hidden = updateWebhook(api, developer.by, change(), developer.principal);
  await assert.rejects(hidden, refused("NotFoundError"));
  const pause = { webhookId: id, reason: "noise", idempotencyKey: newKey() };
  await pauseWebhook(api, admin.by, pause, admin.principal);
  const resume = { webhookId: id, idempotencyKey: newKey() };
  await assert.rejects(
    resumeWebhook(api, admin.by, resume, admin.principal),
    refused("ForbiddenError"),
  );
  await deleteWebhook(api, admin.by, { ...resume, idempotencyKey: newKey() }, admin.principal);
  assert.deepEqual(await webhooksByIds(db.sql, "acme", [id]), [null]);
});

test("a deleted webhook goes with its deliveries, its cursor and its secrets", async () => {
  const own = of("gone");
  const { id } = await makeWebhook(api, {}, own);
  await feedItems(db.sql, 3, {}, "gone");
  await fed();
  await deleteWebhook(api, own.by, { webhookId: id, idempotencyKey: newKey() }, own.principal);
  while (await purgeDeliveries(worker, 30 * 86_400_000, 2) > 0);
  for (const table of ["webhooks", "webhook_deliveries", "webhook_secrets"]) {
    assert.equal(
      (await db.sql`select from ${db.sql(table)} where tenant = 'gone'`).count,
      0,
      table,
    );
  }
  const cursors = await db.sql`select from feed_consumers where name = ${`webhook:${id}`}`;
  assert.equal(cursors.count, 0);
});

test("a tenant has a limited number of webhooks, also when many are made at once", async () => {
  const own = of("many");
  const made = await Promise.allSettled(
    Array.from({ length: webhookLimits.ofTenant + 5 }, () => makeWebhook(api, {}, own)),
  );
  const refused = made.filter(({ status }) => status === "rejected");
  assert.equal(refused.length, 5);
  assert.match(JSON.stringify((refused[0] as PromiseRejectedResult).reason.error), /WEBHOOKS_FULL/);
});

test("no table of the database has a secret of a webhook, or the key", async () => {
  const { secret } = await makeWebhook(api, {}, of("secret"));
  const tables = await db.sql<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
  const bare = secret.slice("whsec_".length);
  for (const { name } of tables) {
    const rows = await db.sql.unsafe(
      `select from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0 or strpos(t::text, $3) > 0`,
      [bare, testKey, Buffer.from(bare, "base64").toString("hex")],
    );
    assert.equal(rows.count, 0, name);
  }
});

test("the backlog says how late the oldest attempt is", async () => {
  const { waiting, lateMs } = await webhookBacklog(worker);
  assert.ok(waiting > 0 && lateMs > 0);
});
