import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { revokeAccess } from "../commands/revoke-access.ts";
import { Refusal } from "../refusal.ts";
import { caller, newKey, type TestDatabase, testDatabase } from "../testing/database.ts";
import { maxBeforeSessions, maxRevocations, purgeRevocations } from "./revocations.ts";
import { revokeSessionToken } from "./session-commands.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await db.sql`insert into revocations (tenant, kind, id, at, kept_until)
    select 'acme', 'credential', 'session_' || n, now(), now() + interval '1 hour'
    from generate_series(1, ${maxRevocations}) n`;
});
after(() => db[Symbol.asyncDispose]());

const revoke = (sessionId: string, tenant = "acme") =>
  revokeSessionToken(db.sql, { ...caller, tenant }, { idempotencyKey: newKey(), sessionId });
const revokeOf = (subject: string | null) =>
  revokeAccess(db.sql, { ...caller, tenant: "acme" }, { idempotencyKey: newKey(), subject });
const isFull = (error: unknown) =>
  error instanceof Refusal && error.error.type === "ConflictError" &&
  error.error.reason === "REVOCATIONS_FULL";

test("a tenant has a limited number of revocations; one that is known is accepted, and so are those of others", async () => {
  await assert.rejects(revoke("session_new"), isFull);
  await assert.rejects(revokeOf("ada"), isFull);
  await revoke("session_1");
  await revoke("session_new", "globex");
});

test("who may only revoke session tokens leaves room for revocations of subjects and keys", async () => {
  await db.sql`insert into revocations (tenant, kind, id, at, kept_until)
    select 'umbrella', 'credential', 'session_' || n, now(), now() + interval '1 hour'
    from generate_series(1, ${maxBeforeSessions}) n`;
  await assert.rejects(revoke("session_new", "umbrella"), isFull);
  await revoke("session_1", "umbrella");
  await revokeAccess(db.sql, { ...caller, tenant: "umbrella" }, {
    ...{ idempotencyKey: newKey(), subject: "the minter" },
  });
});

test("the revocation of a whole tenant is always accepted, and takes the place of earlier ones", async () => {
  await revokeOf(null);
  await revoke("session_new");
  while (await purgeRevocations(db.sql, 0) > 0);
  const left = await db.sql`select kind, id from revocations where tenant = 'acme' order by kind`;
  assert.deepEqual(left.map(({ kind, id }) => `${kind} ${id}`), [
    "credential session_new",
    "tenant ",
  ]);
});

test("revocations that concern no valid credential any more do not count", async () => {
  await db.sql`insert into revocations (tenant, kind, id, at, kept_until)
    select 'initech', 'credential', 'session_' || n, now(), now() - interval '1 s'
    from generate_series(1, ${maxRevocations}) n`;
  await revoke("session_new", "initech");
});
