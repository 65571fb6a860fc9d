import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import type { CreateStreamTicket } from "../../protocol/auth/stream-ticket.ts";
import type { Caller } from "../../protocol/caller.ts";
import { createStreamTicket } from "../commands/create-stream-ticket.ts";
import { connect } from "../database/connect.ts";
import type { Sql } from "../database/sql.ts";
import { caller, newKey, type TestDatabase, testDatabase } from "../testing/database.ts";
import { asRoles, type RoleUrls } from "../testing/roles.ts";
import { newTicket, operationHash, useStreamTicket } from "./stream-tickets.ts";

let db: TestDatabase;
let urls: RoleUrls;
let api: Sql;
let worker: Sql;
before(async () => {
  db = await testDatabase();
  urls = await asRoles(db);
  [api, worker] = [urls.api, urls.worker].map((url) => connect(url, { name: "test", max: 2 })) as [
    Sql,
    Sql,
  ];
});
after(async () => {
  await Promise.all([api, worker].map((sql) => sql.end({ timeout: 1 })));
  await db[Symbol.asyncDispose]();
  await urls[Symbol.asyncDispose]();
});

const acme: Caller = { ...caller, tenant: "acme", subject: "ada" };
const ada: Principal = {
  ...localPrincipal,
  ...{ kind: "USER", tenant: "acme", subject: "ada", roles: ["member"], credentialId: "c" },
  expiresAt: new Date("2030-01-01T00:00:00Z"),
};
const stream = {
  query: "subscription ($id: ID!) { conversationEvents(id: $id) { cursor } }",
  operationName: null,
  variables: { id: "conversation_1" },
};
const operation = operationHash(stream);

async function made(command: Partial<CreateStreamTicket> = {}) {
  const ticket = newTicket();
  const idempotencyKey = newKey();
  const all = { ...stream, idempotencyKey, ...command };
  await createStreamTicket(api, acme, all, ticket, ada);
  return ticket;
}

test("a ticket is the principal that made it, once", async () => {
  const { ticket } = await made();
  assert.deepEqual(await useStreamTicket(api, ticket, operation), ada);
  assert.equal(await useStreamTicket(api, ticket, operation), null);
});

test("of many uses at once one is accepted", async () => {
  const { ticket } = await made();
  const uses = await Promise.all(
    Array.from({ length: 20 }, () => useStreamTicket(api, ticket, operation)),
  );
  assert.equal(uses.filter((one) => one !== null).length, 1);
});

test("a ticket that is used for another operation or other variables is used up", async () => {
  for (
    const other of [
      { ...stream, variables: { id: "conversation_2" } },
      { ...stream, variables: {} },
      { ...stream, query: `${stream.query} ` },
      { ...stream, operationName: "Other" },
    ]
  ) {
    const { ticket } = await made();
    assert.equal(await useStreamTicket(api, ticket, operationHash(other)), null);
    assert.equal(await useStreamTicket(api, ticket, operation), null);
  }
});

test("an expired ticket opens nothing, and is deleted with the next one that is made", async () => {
  const { ticket, hash } = await made();
  await db
    .sql`update stream_tickets set expires_at = now() - interval '1 second' where hash = ${hash}`;
  assert.equal(await useStreamTicket(api, ticket, operation), null);
  const late = await made();
  await db
    .sql`update stream_tickets set expires_at = now() - interval '1 second' where hash = ${late.hash}`;
  await made();
  const left = await db.sql`select from stream_tickets where hash = ${late.hash}`;
  assert.equal(left.length, 0);
});

test("variables in another order are the same operation", () => {
  const variables = { after: "c", id: "conversation_1" };
  const other = { id: "conversation_1", after: "c" };
  assert.equal(
    operationHash({ ...stream, variables }),
    operationHash({ ...stream, variables: other }),
  );
});

test("the worker uses no ticket, and no replay has one", async () => {
  await assert.rejects(worker`delete from stream_tickets`, { code: "42501" });
  await assert.rejects(useStreamTicket(worker, newTicket().ticket, operation), { code: "42501" });
  const idempotencyKey = newKey();
  const { ticket } = await made({ idempotencyKey });
  const stored = await db
    .sql`select result::text from idempotency_keys where key = ${idempotencyKey}`;
  assert.ok(!JSON.stringify(stored).includes(ticket));
});
