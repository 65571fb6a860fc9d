import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { poll } from "../../protocol/async/poll.ts";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import { recordRevocation } from "../../store/key/revocations.ts";
import { connect, type Sql } from "../../store/mod.ts";
import { type TestDatabase, testDatabase } from "../../store/testing/database.ts";
import { asRoles, type RoleUrls } from "../../store/testing/roles.ts";
import { createLogger } from "../../telemetry/log.ts";
import { DatabaseProxy } from "../../tests/support/database-proxy.ts";
import { openRevocations, type RevocationTimes } from "./revocations.ts";

const log = createLogger("test", { level: "error", format: "json" });
const hour = 3_600_000;
/** Reads only when it is notified. */
const notified = { interval: hour, deadline: 3_000, trusted: 60_000, renewed: hour };
let db: TestDatabase;
let urls: RoleUrls;
before(async () => {
  db = await testDatabase();
  urls = await asRoles(db);
});
after(async () => {
  await db[Symbol.asyncDispose]();
  await urls[Symbol.asyncDispose]();
});

/** The list as the API keeps it, over the connection `url`. */
async function opened(url: string, times: RevocationTimes) {
  const sql: Sql = connect(url, { name: "test", max: 1 });
  const revocations = await openRevocations({ sql, url, log }, times);
  return {
    ...revocations,
    [Symbol.asyncDispose]: async () => {
      await revocations.close();
      await sql.end({ timeout: 1 });
    },
  };
}

const principal = (credentialId: string): Principal => ({
  ...localPrincipal,
  ...{ tenant: "acme", kind: "SERVICE", subject: "s", credentialId, issuedAt: new Date() },
});
const keptUntil = () => new Date(Date.now() + hour);
const revoke = (id: string, at?: Date) =>
  db.sql.begin((tx) =>
    recordRevocation(tx, {
      ...{ tenant: "acme", kind: "credential", id, keptUntil: keptUntil() },
      ...(at && { at }),
    })
  );
const until = (is: () => boolean, what: string) =>
  poll(() => Promise.resolve(is() || undefined), { withinMs: 5_000, everyMs: 10, what });

test("a revocation arrives by notification, and callbacks are called until they are removed", async () => {
  await using list = await opened(urls.api, notified);
  let calls = 0;
  const off = list.onRevoked(() => void calls++);
  const key = principal("key_notified");
  assert.equal(list.isRevoked(key), false);
  await revoke("key_notified");
  await until(() => list.isRevoked(key), "the revocation");
  assert.equal(calls, 1);
  off();
  await revoke("key_second");
  await until(() => list.isRevoked(principal("key_second")), "the second revocation");
  assert.equal(calls, 1);
});

test("what was revoked before the start is known at once", async () => {
  await revoke("key_before");
  await using list = await opened(urls.api, notified);
  assert.equal(list.isRevoked(principal("key_before")), true);
});

test("a rolled back revocation revokes nothing, and refresh reads what is committed", async () => {
  await using list = await opened(urls.api, notified);
  await assert.rejects(db.sql.begin(async (tx) => {
    await recordRevocation(tx, {
      ...{ tenant: "acme", kind: "credential", id: "key_undone", keptUntil: keptUntil() },
    });
    throw new Error("undo");
  }));
  await list.refresh();
  assert.equal(list.isRevoked(principal("key_undone")), false);
  await revoke("key_done");
  await list.refresh();
  assert.equal(list.isRevoked(principal("key_done")), true);
});

test("a revocation of the future takes effect then, without a notification", async () => {
  await using list = await opened(urls.api, { ...notified, interval: 50 });
  const [now] = await db.sql<{ at: Date }[]>`select now() as at`;
  await revoke("key_overlap", new Date((now?.at ?? new Date()).getTime() + 400));
  await list.refresh();
  assert.equal(list.isRevoked(principal("key_overlap")), false);
  await until(() => list.isRevoked(principal("key_overlap")), "the end of the overlap");
});

test("while LISTEN is cut the list is read at its interval, and nothing is missed", async () => {
  await using proxy = new DatabaseProxy(urls.api);
  await using list = await opened(proxy.url, { ...notified, interval: 100 });
  proxy.cut();
  await revoke("key_cut");
  await until(() => list.isRevoked(principal("key_cut")), "the revocation");
  assert.equal(list.healthy(), true);
});

test("a list that cannot be read for long trusts no credential, and recovers", async () => {
  await using proxy = new DatabaseProxy(urls.api);
  const times = { interval: 50, deadline: 1_000, trusted: 1_500, renewed: hour };
  await using list = await opened(proxy.url, times);
  let calls = 0;
  list.onRevoked(() => void calls++);
  assert.equal(list.isRevoked(principal("key_any")), false);
  const nowhere = Object.assign(new URL(urls.api), { port: "1" }).href;
  proxy.lead(nowhere);
  await until(() => calls > 0, "the call that says so");
  assert.equal(list.healthy(), false);
  assert.equal(list.isRevoked(principal("key_any")), true);
  assert.equal(list.isRevoked(localPrincipal), false);
  proxy.lead(urls.api);
  await until(() => list.healthy(), "the recovery");
  assert.equal(list.isRevoked(principal("key_any")), false);
});

test("the whole list is read again in time, without what the database has deleted", async () => {
  await revoke("key_purged");
  await using list = await opened(urls.api, { ...notified, interval: 20, renewed: 100 });
  assert.equal(list.isRevoked(principal("key_purged")), true);
  await db.sql`delete from revocations where id = 'key_purged'`;
  await until(() => !list.isRevoked(principal("key_purged")), "the renewal");
});
