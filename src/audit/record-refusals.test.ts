import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import { deploymentChain } from "../../protocol/audit/audit-event.ts";
import { readChain } from "../../store/audit/read-chain.ts";
import { type TestDatabase, testDatabase } from "../../store/testing/database.ts";
import { createLogger } from "../../telemetry/log.ts";
import { type Authenticator, Unauthenticated } from "../auth/authenticator.ts";
import { recordRefusals } from "./record-refusals.ts";

const accepting: Authenticator = {
  mode: "TOKENS",
  authenticate: ({ token }) =>
    token === "right"
      ? Promise.resolve(localPrincipal)
      : Promise.reject(new Unauthenticated(token === null ? "missing" : "unknown_kind")),
};
const log = createLogger("test", { write: () => {} });

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});
after(() => db[Symbol.asyncDispose]());

const recorded = async () => {
  const rows = await Array.fromAsync(readChain(db.sql, deploymentChain));
  return rows.map(({ event }) => [event.action, event.outcome, event.address, event.details]);
};

test("refused sign-ins are recorded together, without the token; accepted ones are not", async () => {
  const ending = new AbortController();
  const authenticator = recordRefusals(accepting, { sql: db.sql, log, signal: ending.signal });
  const from = (token: string | null, address: string) =>
    authenticator.authenticate({ token, address }).catch((error) => error);
  for (let n = 0; n < 3; n++) await from("hunter2", "192.0.2.1");
  await from(null, "192.0.2.2");
  await from("right", "192.0.2.3");
  await authenticator.flush();
  await authenticator.flush();
  ending.abort();
  const rows = await recorded();
  assert.deepEqual(rows, [
    ["signin.refused", "REFUSED", "192.0.2.1", {
      kind: "UNKNOWN",
      cause: "unknown_kind",
      count: 3,
    }],
    ["signin.refused", "REFUSED", "192.0.2.2", { kind: "NONE", cause: "missing", count: 1 }],
  ]);
  assert.ok(!JSON.stringify(rows).includes("hunter2"));
});

test("what could not be recorded is recorded later", async () => {
  const before = (await recorded()).length;
  const ending = new AbortController();
  const authenticator = recordRefusals(accepting, { sql: db.sql, log, signal: ending.signal });
  await db.sql`alter table audit_chains rename to away`;
  await authenticator.authenticate({ token: null, address: null }).catch(() => null);
  await assert.rejects(authenticator.flush());
  await db.sql`alter table away rename to audit_chains`;
  await authenticator.flush();
  ending.abort();
  assert.equal((await recorded()).length, before + 1);
});
