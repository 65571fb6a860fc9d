import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { parseApiKey, subjectOfKey } from "../../protocol/auth/api-key.ts";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import type { Caller } from "../../protocol/caller.ts";
import { keyLimits } from "../../protocol/key/commands.ts";
import { createApiKey } from "../commands/create-api-key.ts";
import { revokeAccess } from "../commands/revoke-access.ts";
import { revokeApiKey } from "../commands/revoke-api-key.ts";
import { rotateApiKey } from "../commands/rotate-api-key.ts";
import { connect } from "../database/connect.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";
import {
  caller,
  newKey as uniqueKey,
  type TestDatabase,
  testDatabase,
} from "../testing/database.ts";
import { asRoles, type RoleUrls } from "../testing/roles.ts";
import { findApiKey, useApiKey } from "./find-api-key.ts";
import { hashOfKey, isSameHash } from "./key-hash.ts";
import { newKey } from "./new-key.ts";
import { apiKeyPage, apiKeysByIds } from "./read-api-keys.ts";
import { purgeRevocations, readRevocations } from "./revocations.ts";

const serverKey = "s".repeat(32);
const dayMs = 24 * 60 * 60_000;
let db: TestDatabase;
let urls: RoleUrls;
/** The role of the API, which may do no more than it needs. */
let sql: Sql;
before(async () => {
  db = await testDatabase();
  urls = await asRoles(db);
  sql = connect(urls.api, { name: "test", max: 2 });
});
after(async () => {
  await sql.end({ timeout: 1 });
  await db[Symbol.asyncDispose]();
  await urls[Symbol.asyncDispose]();
});

const acme: Caller = { ...caller, tenant: "acme" };
const admin: Principal = { ...localPrincipal, tenant: "acme" };
const wanted = {
  name: "first",
  roles: ["member" as const],
  scopes: ["usage:read" as const],
  lifetimeMs: 90 * dayMs,
};

async function made(over: Partial<typeof wanted> = {}, by: Caller = acme) {
  const key = newKey(serverKey);
  const command = { ...wanted, ...over, idempotencyKey: uniqueKey() };
  await createApiKey(sql, by, command, key, admin);
  return key;
}
const rotated = async (keyId: string, overlapMs: number, by = admin) => {
  const key = newKey(serverKey);
  await rotateApiKey(sql, acme, { idempotencyKey: uniqueKey(), keyId, overlapMs }, key, by);
  return key;
};
const refusedWith = (type: string, text: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.error.type === type && text.test(JSON.stringify(error.error));

test("a key is found by its id in any tenant, and its hash is that of the key alone", async () => {
  const key = await made();
  const found = await findApiKey(sql, key.id);
  assert.ok(found);
  const { tenant, subject, roles, scopes, expiresAt, createdAt } = found;
  assert.deepEqual([tenant, subject, roles, scopes], [
    "acme",
    subjectOfKey(key.id),
    ["member"],
    ["usage:read"],
  ]);
  assert.ok(Math.abs(expiresAt.getTime() - createdAt.getTime() - 90 * dayMs) < 1_000);
  const parsed = parseApiKey(key.token);
  assert.ok(parsed);
  assert.equal(isSameHash(found.secretHash, hashOfKey(parsed, serverKey)), true);
  assert.equal(isSameHash(found.secretHash, hashOfKey(parsed, "t".repeat(32))), false);
  assert.equal(
    isSameHash(found.secretHash, hashOfKey({ ...parsed, id: "key_x" }, serverKey)),
    false,
  );
  assert.equal(await findApiKey(sql, "key_0"), null);
});

test("a repeated creation makes one key and knows nothing of the secret", async () => {
  const command = { ...wanted, idempotencyKey: uniqueKey() };
  const [first, second] = [newKey(serverKey), newKey(serverKey)];
  const done = await createApiKey(sql, acme, command, first, admin);
  const replayed = await createApiKey(sql, acme, command, second, admin);
  assert.deepEqual(done, { keyId: first.id, replayed: false });
  assert.deepEqual(replayed, { keyId: first.id, replayed: true });
  assert.equal(await findApiKey(sql, second.id), null);
});

test("no table of the database has a key or its secret", async () => {
  const key = await made();
  const next = await rotated(key.id, 0);
  const tables = await db.sql<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
  assert.ok(tables.length > 20);
  for (const { token } of [key, next]) {
    const { secret = "" } = parseApiKey(token) ?? {};
    assert.equal(secret.length, 43);
    for (const { name } of tables) {
      const rows = await db.sql.unsafe(`select from ${name} t where t::text like '%${secret}%'`);
      assert.equal(rows.count, 0, name);
    }
  }
});

test("a key has no more than its creator, and lasts a year at most", async () => {
  const by: Principal = { ...admin, kind: "USER", roles: ["developer"] };
  const command = { ...wanted, idempotencyKey: uniqueKey(), roles: ["admin" as const] };
  await assert.rejects(
    createApiKey(sql, acme, command, newKey(serverKey), by),
    refusedWith("ValidationError", /"roles","0".*who lacks .*keys:read/),
  );
  await assert.rejects(made({ lifetimeMs: 367 * dayMs }), { code: "23514" });
});

test("rotation keeps subject and rights, and ends the old key after the overlap", async () => {
  const old = await made();
  const next = await rotated(old.id, 3 * dayMs);
  const [before, after] = await Promise.all([findApiKey(sql, old.id), findApiKey(sql, next.id)]);
  assert.ok(before && after);
  assert.equal(after.subject, before.subject);
  assert.deepEqual([after.roles, after.scopes], [before.roles, before.scopes]);
  const left = before.expiresAt.getTime() - Date.now();
  assert.ok(left > 2.9 * dayMs && left < 3.1 * dayMs);
  assert.ok(Math.abs(after.expiresAt.getTime() - after.createdAt.getTime() - 90 * dayMs) < 2_000);
  const [record] = await apiKeysByIds(inTenant(sql, "acme"), "acme", [old.id]);
  assert.equal(record?.replacedBy, next.id);
  const { revocations } = await readRevocations(sql, null);
  assert.ok(!revocations.some((r) => r.id === old.id), "it takes effect at the end of the overlap");
  await assert.rejects(rotated(old.id, 0), refusedWith("ConflictError", /ENDED/));
});

test("a rotation without overlap revokes the old key at once, and the overlap never extends its life", async () => {
  const [one, short] = [await made(), await made({ lifetimeMs: keyLimits.minLifetimeMs })];
  await rotated(one.id, 0);
  const { revocations } = await readRevocations(sql, null);
  assert.ok(revocations.some((r) => r.id === one.id && r.kind === "credential"));
  const before = await findApiKey(sql, short.id);
  await rotated(short.id, 7 * dayMs);
  assert.deepEqual((await findApiKey(sql, short.id))?.expiresAt, before?.expiresAt);
});

test("who may do less than a key cannot rotate it", async () => {
  const key = await made({ roles: ["member"] });
  const viewer: Principal = { ...admin, kind: "USER", roles: ["viewer"], scopes: ["keys:write"] };
  await assert.rejects(
    rotated(key.id, 0, viewer),
    refusedWith("ValidationError", /"keyId".*conversations:write/),
  );
});

test("a revoked key stays revoked, and another tenant's key is not found", async () => {
  const key = await made();
  const revoke = (by: Caller) =>
    revokeApiKey(sql, by, { idempotencyKey: uniqueKey(), keyId: key.id });
  await assert.rejects(
    revoke({ ...acme, tenant: "other" }),
    refusedWith("NotFoundError", /API key/),
  );
  assert.equal((await findApiKey(sql, key.id))?.revokedAt, null);
  await revoke(acme);
  const first = (await findApiKey(sql, key.id))?.revokedAt;
  assert.ok(first instanceof Date);
  await revoke(acme);
  assert.deepEqual((await findApiKey(sql, key.id))?.revokedAt, first);
  await assert.rejects(rotated(key.id, 0), refusedWith("ConflictError", /ENDED/));
});

test("access of a subject, or of a tenant, is revoked with all keys that exist", async () => {
  const by: Caller = { ...acme, tenant: "globex" };
  const make = () => made({}, by);
  const [one, two] = [await make(), await make()];
  const revoke = (subject: string | null) =>
    revokeAccess(sql, by, { idempotencyKey: uniqueKey(), subject });
  const isRevoked = async (id: string) => (await findApiKey(sql, id))?.revokedAt !== null;
  assert.equal((await revoke(subjectOfKey(one.id))).keys, 1);
  assert.deepEqual([await isRevoked(one.id), await isRevoked(two.id)], [true, false]);
  assert.equal((await revoke(null)).keys, 1);
  assert.equal(await isRevoked(two.id), true);
  const { revocations } = await readRevocations(sql, null);
  const kinds = revocations.filter((r) => r.tenant === "globex").map((r) => r.kind);
  assert.deepEqual(kinds.sort(), ["subject", "tenant"]);
  assert.equal((await revoke("someone of an issuer")).keys, 0);
});

test("use is recorded once a minute at most", async () => {
  const key = await made();
  const used = async () =>
    (await apiKeysByIds(inTenant(sql, "acme"), "acme", [key.id]))[0]?.lastUsedAt;
  assert.equal(await used(), null);
  await useApiKey(sql, key.id);
  const first = await used();
  assert.ok(first instanceof Date);
  await useApiKey(sql, key.id);
  assert.deepEqual(await used(), first);
  await db
    .sql`update api_keys set last_used_at = now() - interval '61 seconds' where id = ${key.id}`;
  await useApiKey(sql, key.id);
  assert.ok((await used() ?? new Date(0)) >= first);
});

test("pages show each key of the tenant once, the newest first, and refuse foreign cursors", async () => {
  const by: Caller = { ...acme, tenant: "pages" };
  const ids = [];
  for (let i = 0; i < 5; i++) ids.unshift((await made({}, by)).id);
  const first = await apiKeyPage(inTenant(sql, "pages"), "pages", { first: 3 });
  const after = first.items.at(-1)?.cursor ?? "";
  const rest = await apiKeyPage(inTenant(sql, "pages"), "pages", { first: 3, after });
  assert.deepEqual([...first.items, ...rest.items].map(({ node }) => node.id), ids);
  assert.equal(rest.hasNextPage, false);
  await assert.rejects(apiKeyPage(inTenant(sql, "acme"), "acme", { first: 3, after }), {
    name: "BadCursor",
  });
});

test("each act is in the audit of the tenant, without the key", async () => {
  const by: Caller = { ...acme, tenant: "audited" };
  const key = await made({}, by);
  await revokeApiKey(sql, by, { idempotencyKey: uniqueKey(), keyId: key.id });
  await revokeAccess(sql, by, { idempotencyKey: uniqueKey(), subject: null });
  const events = await db.sql<{ event: string }[]>`
    select a::text as event from audit_events a where tenant = 'audited'`;
  const text = events.map((e) => e.event).join("\n");
  for (const action of ["key.created", "key.revoked", "access.revoked"]) {
    assert.ok(text.includes(action), action);
  }
  assert.ok(!text.includes(parseApiKey(key.token)?.secret ?? ""));
});

test("revocations are deleted once they concern no valid credential", async () => {
  const worker = connect(urls.worker, { name: "test", max: 1 });
  const [all] = await db.sql<{ n: number }[]>`select count(*) as n from revocations`;
  await db.sql`update revocations set kept_until = now() - interval '2 days'
    where id = (select id from revocations limit 1)`;
  assert.equal(await purgeRevocations(worker, dayMs), 1);
  assert.equal(await purgeRevocations(worker, dayMs), 0);
  assert.ok(all && all.n > 1);
  await worker.end();
});
