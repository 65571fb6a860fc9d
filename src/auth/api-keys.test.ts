import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newSecret, parseApiKey, writeApiKey } from "../../protocol/auth/api-key.ts";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import {
  connect,
  createApiKey,
  newKey,
  revokeApiKey,
  type Sql,
  type StoredKey,
} from "../../store/mod.ts";
import { caller, type TestDatabase, testDatabase } from "../../store/testing/database.ts";
import { asRoles, type RoleUrls } from "../../store/testing/roles.ts";
import { createLogger } from "../../telemetry/log.ts";
import { apiKeys } from "./api-keys.ts";
import { AuthenticationUnavailable, Unauthenticated } from "./authenticator.ts";
import { tokenAuthenticator } from "./credential-kind.ts";
import { keyFault, knownKey } from "./known-key.ts";

const log = createLogger("test", { level: "error", format: "json" });
const serverKey = "s".repeat(32);
let db: TestDatabase;
let urls: RoleUrls;
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

const idempotencyKey = () => crypto.randomUUID();
const acme = { ...caller, tenant: "acme" };
async function made() {
  const key = newKey(serverKey);
  const wanted = { name: "n", roles: ["viewer" as const], scopes: [], lifetimeMs: 3_600_000 };
  const command = { ...wanted, idempotencyKey: idempotencyKey() };
  await createApiKey(sql, acme, command, key, { ...localPrincipal, tenant: "acme" });
  return key;
}

/** Verifies as one API process does. `revoked` is called as by a revocation. */
function process(from: Sql = sql, under = serverKey) {
  let revoked = () => {};
  const onRevoked = (callback: () => void) => ((revoked = callback), () => {});
  const kind = apiKeys({ sql: from, serverKey: under, revocations: { onRevoked }, log });
  return { ...kind, revoked: () => revoked() };
}
const refused = (reason: string) => (error: unknown) =>
  error instanceof Unauthenticated && error.reason === reason;

test("a key makes the principal of a service, the same object for each request", async () => {
  const { id, token } = await made();
  const keys = process();
  const principal = await keys.authenticate(token);
  const { issuedAt, expiresAt, ...rest } = principal;
  assert.deepEqual(rest, {
    ...{ tenant: "acme", kind: "SERVICE", subject: id.replace("key_", "key:"), groups: [] },
    ...{ roles: ["viewer"], scopes: [], bound: null, credentialId: id },
  });
  assert.equal(expiresAt!.getTime() - issuedAt!.getTime(), 3_600_000);
  assert.equal(await keys.authenticate(token), principal);
});

test("after a right key was accepted, a guessed secret for it is refused", async () => {
  const { id, token } = await made();
  const keys = process();
  for (let i = 0; i < 2; i++) {
    await keys.authenticate(token);
    await assert.rejects(
      keys.authenticate(writeApiKey({ id, secret: newSecret() })),
      refused("unknown_key"),
    );
  }
});

test("a guessed secret, an unknown id and a wrong checksum are refused alike", async () => {
  const { id, token } = await made();
  const keys = process();
  await assert.rejects(
    keys.authenticate(writeApiKey({ id, secret: newSecret() })),
    refused("unknown_key"),
  );
  const other = writeApiKey({ id: `key_${"0".repeat(32)}`, secret: newSecret() });
  await assert.rejects(keys.authenticate(other), refused("unknown_key"));
  await assert.rejects(keys.authenticate(`${token}0`), refused("malformed_key"));
  const messages = await Promise.all(
    [other, `${token}0`].map((text) => keys.authenticate(text).catch((e) => e.message)),
  );
  assert.equal(new Set(messages).size, 1);
});

test("a mistyped key costs no query", async () => {
  const away = connect("postgres://u:p@127.0.0.1:1/none", { name: "test", max: 1 });
  const { token } = await made();
  await assert.rejects(process(away).authenticate(token.slice(0, -1)), refused("malformed_key"));
  await away.end({ timeout: 0 });
});

test("under another server key no key is valid", async () => {
  const { token } = await made();
  const other = process(sql, "t".repeat(32));
  await assert.rejects(other.authenticate(token), refused("unknown_key"));
});

test("a key is kept for a moment, and read again after a revocation", async () => {
  const { id, token } = await made();
  const keys = process();
  await keys.authenticate(token);
  await revokeApiKey(sql, acme, { idempotencyKey: idempotencyKey(), keyId: id });
  keys.revoked();
  await assert.rejects(keys.authenticate(token), refused("revoked"));
});

test("many requests with one key at once share a query", async () => {
  const { token } = await made();
  let queries = 0;
  const counted = new Proxy(sql, {
    apply: (target, self, args) => {
      queries++;
      return Reflect.apply(target, self, args);
    },
  });
  const keys = process(counted);
  await Promise.all(Array.from({ length: 50 }, () => keys.authenticate(token)));
  // One reads the key, one records its use.
  assert.equal(queries, 2);
});

test("an expired key is refused to the millisecond", async () => {
  const { token } = await made();
  const key = parseApiKey(token)!;
  const [row] = await db.sql`select * from api_keys where id = ${key.id}`;
  const known = knownKey(key.id, row as unknown as StoredKey);
  const end = known.stored.expiresAt.getTime();
  assert.equal(keyFault(token, key, known, serverKey, end - 1), null);
  assert.equal(keyFault(token, key, known, serverKey, end), "expired");
});

test("roles and scopes that this version does not know grant nothing", async () => {
  const { id, token } = await made();
  await db
    .sql`update api_keys set roles = '{viewer,root}', scopes = '{all:things}' where id = ${id}`;
  const { roles, scopes } = await process().authenticate(token);
  assert.deepEqual([roles, scopes], [["viewer"], []]);
});

test("while the database is away the answer is that, not that the key is wrong", async () => {
  const away = connect("postgres://u:p@127.0.0.1:1/none", { name: "test", max: 1 });
  const { token } = await made();
  await assert.rejects(process(away).authenticate(token), AuthenticationUnavailable);
  await away.end({ timeout: 0 });
});

test("tokens of unknown kinds, missing and revoked ones are refused, and none is trusted without the list", async () => {
  const { token } = await made();
  const of = (isRevoked: boolean, isHealthy = true) =>
    tokenAuthenticator([process()], { isRevoked: () => isRevoked, healthy: () => isHealthy });
  const address = null;
  assert.equal((await of(false).authenticate({ token, address })).tenant, "acme");
  await assert.rejects(of(true).authenticate({ token, address }), refused("revoked"));
  await assert.rejects(of(false).authenticate({ token: null, address }), refused("missing"));
  await assert.rejects(of(false).authenticate({ token: "x", address }), refused("unknown_kind"));
  await assert.rejects(
    of(false, false).authenticate({ token, address }),
    AuthenticationUnavailable,
  );
});
