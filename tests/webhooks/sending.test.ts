import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, test } from "node:test";
import { subjectOfKey } from "../../protocol/auth/api-key.ts";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import type { WebhookSettings } from "../../protocol/webhook/webhook.ts";
import { revokeApiKey } from "../../store/commands/revoke-api-key.ts";
import { createApiKey } from "../../store/commands/create-api-key.ts";
import { pauseWebhook, resumeWebhook } from "../../store/commands/pause-webhook.ts";
import { testWebhook } from "../../store/commands/test-webhook.ts";
import { beginErasure, deleteRows } from "../../store/erasure/tenant/tenant-erasure.ts";
import { eraseContent } from "../../store/erasure/erase-content.ts";
import { newKey as newApiKey } from "../../store/key/new-key.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../../store/testing/database.ts";
import { player } from "../../store/testing/play-turns.ts";
import { claimDeliveries, readClaimed } from "../../store/webhook/claim-deliveries.ts";
import { feedWebhooks } from "../../store/webhook/feed-webhooks.ts";
import { deliveriesByIds } from "../../store/webhook/read-deliveries.ts";
import { webhooksByIds } from "../../store/webhook/read-webhooks.ts";
import { feedItems, makeWebhook, testKey } from "../../store/webhook/testing.ts";
import { createLogger, setLogSink } from "../../telemetry/log.ts";
import { sendDelivery } from "../../worker/webhooks/send-delivery.ts";

let db: TestDatabase;
let server: Server;
let status = 204;
let bodies: string[] = [];
const logged: string[] = [];
before(async () => {
  setLogSink(({ event }) => void logged.push(event));
  db = await testDatabase();
  await registerAnalyst(db.sql);
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    bodies.push(body);
    response.writeHead(status).end("echo of the receiver");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
after(async () => {
  setLogSink(null);
  server.close();
  await db[Symbol.asyncDispose]();
});
beforeEach(async () => {
  status = 204;
  bodies = [];
  await db.sql`delete from webhook_attempts`;
  await db.sql`delete from webhook_deliveries`;
  await db.sql`delete from webhook_secrets`;
  await db.sql`delete from webhooks`;
});

const { tenant } = caller;
const hook = (over: Partial<WebhookSettings>, owner?: Parameters<typeof makeWebhook>[2]) =>
  makeWebhook(db.sql, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    kinds: ["TURN_CHANGED"],
    ...over,
  }, owner);
const member = (over: Partial<Principal>) => {
  const principal: Principal = {
    ...localPrincipal,
    kind: "USER",
    roles: ["developer"],
    ...over,
  } as Principal;
  return { principal, by: { ...caller, subject: principal.subject } };
};

/** Gives webhooks what is fed, and claims what is due. */
async function claimed() {
  await feedItems(db.sql, 0);
  while (await feedWebhooks(db.sql) > 0);
  const limits = { most: 50, perTenant: 50, perHost: 50, busy: {}, leaseMs: 30_000 };
  const claims = await claimDeliveries(db.sql, limits);
  const found = await Promise.all(claims.map((claim) => readClaimed(db.sql, claim)));
  return found.filter((one) => one !== null);
}

const send = (delivery: Awaited<ReturnType<typeof claimed>>[number], key = testKey) =>
  sendDelivery(
    { sql: db.sql, log: createLogger("worker"), key, rules: { allowsLoopback: true } },
    delivery,
    new AbortController().signal,
  );

async function endedTurn() {
  const play = player(db.sql);
  const ref = await play.start("What does it cost?");
  await play.answer(await play.claim(ref), "Seven francs.");
  return ref.conversationId;
}
const stateOf = async (id: string) => (await deliveriesByIds(db.sql, tenant, [id]))[0]?.state;

test("texts are sent by a webhook with content alone, with the end of the turn", async () => {
  const plain = await hook({ name: "plain" });
  const withText = await hook({ name: "text", content: true });
  await endedTurn();
  for (const delivery of await claimed()) await send(delivery);
  const sent = bodies.map((body) => JSON.parse(body).data);
  const ends = (id: string) => sent.filter((d) => d.webhookId === id && d.status === "COMPLETED");
  assert.deepEqual(ends(withText.id).map((d) => d.content), [{
    text: "Seven francs.",
    isCut: false,
  }]);
  assert.deepEqual(ends(plain.id).map((d) => d.content), [undefined]);
  assert.ok(
    sent.some((d) => d.webhookId === withText.id && d.status !== "COMPLETED" && !d.content),
  );
  assert.ok(!logged.some((event) => event.includes("Seven")));
});

test("a text is not sent after its erasure was asked for, and what receivers answered is erased with it", async () => {
  await hook({ content: true });
  const conversationId = await endedTurn();
  const due = await claimed();
  const [first, ...rest] = due;
  assert.ok(first);
  await send(first);
  await db.sql`update conversations set erase_requested_at = now() where id = ${conversationId}`;
  for (const delivery of rest) await send(delivery);
  assert.equal(bodies.length, due.length);
  assert.ok(bodies.every((body) => !body.includes("Seven francs.")), bodies.join("\n"));
  const kept = () => db.sql`select from webhook_attempts where answer is not null`;
  assert.equal((await kept()).length, due.length);
  while (!await eraseContent(db.sql, conversationId));
  assert.equal((await kept()).length, 0);
});

test("what was claimed when the webhook was paused waits, while a test is sent", async () => {
  const { id } = await hook({});
  await endedTurn();
  const reason = "the receiver moves";
  const command = () => ({ idempotencyKey: newKey(), webhookId: id });
  const due = await claimed();
  assert.ok(due.length > 0);
  await pauseWebhook(db.sql, caller, { ...command(), reason }, localPrincipal);
  for (const { tenant, id, fence } of due) {
    const delivery = await readClaimed(db.sql, { tenant, id, fence });
    if (delivery) await send(delivery);
    assert.equal(await stateOf(id), "PENDING");
  }
  assert.deepEqual(bodies, []);
  await testWebhook(db.sql, caller, command(), localPrincipal);
  for (const delivery of await claimed()) await send(delivery);
  assert.deepEqual(bodies.map((body) => JSON.parse(body).type), ["webhook.test"]);
  await resumeWebhook(db.sql, caller, command(), localPrincipal);
  const again = await claimed();
  assert.deepEqual(again.map(({ id }) => id).sort(), due.map(({ id }) => id).sort());
});

test("an item that its owner may no longer read is withheld at the attempt", async () => {
  const mia = member({ subject: "mia" });
  await hook({}, mia);
  const conversationId = await endedTurn();
  await db.sql`update conversations set owner = 'mia' where id = ${conversationId}`;
  const due = await claimed();
  assert.ok(due.length > 0);
  await db.sql`update conversations set owner = 'bob' where id = ${conversationId}`;
  for (const delivery of due) await send(delivery);
  assert.deepEqual(bodies, []);
  for (const { id } of due) assert.equal(await stateOf(id), "WITHHELD");
});

test("when the owner's key is revoked between an item and its attempt, the webhook is paused and keeps it", async () => {
  const key = newApiKey("s".repeat(32));
  const fields = { name: "k", roles: ["viewer" as const], scopes: [], lifetimeMs: 60_000 };
  await createApiKey(db.sql, caller, { ...fields, idempotencyKey: newKey() }, key, localPrincipal);
  const owner = member({ kind: "SERVICE", subject: subjectOfKey(key.id), roles: ["viewer"] });
  const { id } = await hook({}, owner);
  await endedTurn();
  const due = await claimed();
  assert.ok(due.length > 0);
  await revokeApiKey(db.sql, caller, { keyId: key.id, idempotencyKey: newKey() });
  for (const delivery of due) await send(delivery);
  assert.deepEqual(bodies, []);
  const [webhook] = await webhooksByIds(db.sql, tenant, [id]);
  assert.equal(webhook?.paused?.code, "OWNER_ENDED");
  for (const delivery of due) assert.equal(await stateOf(delivery.id), "PENDING");
});

test("a worker with another WEBHOOK_KEY sends nothing, and says so", async () => {
  await hook({});
  await endedTurn();
  const due = await claimed();
  for (const delivery of due) await send(delivery, "l".repeat(40));
  assert.deepEqual(bodies, []);
  assert.ok(logged.includes("webhook.other_key"));
  for (const { id } of due) assert.equal(await stateOf(id), "PENDING");
});

test("a receiver that answers 410 pauses its webhook", async () => {
  const { id } = await hook({});
  await endedTurn();
  status = 410;
  const [first] = await claimed();
  assert.ok(first);
  await send(first);
  const [webhook] = await webhooksByIds(db.sql, tenant, [id]);
  assert.equal(webhook?.paused?.code, "GONE");
  assert.equal(await stateOf(first.id), "PENDING");
});

test("webhooks of a tenant that is erased send nothing more, and are deleted with its rows", async () => {
  const { id } = await hook({ content: true });
  await endedTurn();
  const due = await claimed();
  assert.ok(due.length > 0);
  await beginErasure(db.sql, caller);
  for (const { tenant, id, fence } of due) {
    const delivery = await readClaimed(db.sql, { tenant, id, fence });
    if (delivery) await send(delivery);
  }
  assert.deepEqual(await claimed(), []);
  assert.deepEqual(bodies, []);
  while (await deleteRows(db.sql, tenant) > 0);
  assert.deepEqual(await webhooksByIds(db.sql, tenant, [id]), [null]);
});
