import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import { poll } from "../../protocol/async/poll.ts";
import type { EventLog } from "../../schema/ports/event-log.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../../store/testing/database.ts";
import { player } from "../../store/testing/play-turns.ts";
import { readGrant, writeGrant } from "../files/link-grant.ts";
import { shareConversation, unshareConversation } from "../../store/mod.ts";
import { requesterParts } from "./requester-parts.ts";

let db: TestDatabase;
let conversation: string;
let entry: { kind: "entry"; id: string };
let mayOpen: ReturnType<typeof requesterParts>["mayOpen"];

before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  const ref = await player(db.sql).start("What does it cost?");
  conversation = ref.conversationId;
  await db.sql`update conversations set owner = 'ada' where id = ${conversation}`;
  const [row] = await db.sql<{ id: string }[]>`
    select id from entries where conversation_id = ${conversation}`;
  entry = { kind: "entry", id: row?.id ?? "" };
  ({ mayOpen } = requesterParts({ sql: db.sql, logOf: () => ({}) as EventLog }));
});
after(() => db[Symbol.asyncDispose]());

const user = (subject: string, over: Partial<Principal> = {}): Principal => ({
  ...localPrincipal,
  ...{ kind: "USER", subject, roles: ["member"], ...over },
});
/** Whether the link of this principal opens the entry. */
const opens = (principal: Principal, reason: string | null = null) =>
  mayOpen(readGrant(writeGrant({ principal, reason })), entry);
const ada = { ...caller, subject: "ada" };
const grantee = "group:team";
const share = () =>
  shareConversation(db.sql, ada, {
    ...{ idempotencyKey: newKey(), id: conversation, grantee, access: "READ" },
  });
const unshare = () =>
  unshareConversation(db.sql, ada, { idempotencyKey: newKey(), id: conversation, grantee });

test("a link opens for its owner, and for others while it is shared with them", async () => {
  const bob = user("bob", { groups: ["team"] });
  assert.equal(await opens(user("ada")), true);
  assert.equal(await opens(bob), false);
  await share();
  assert.equal(await opens(bob), true);
  await unshare();
  await until(async () => !await opens(bob));
  assert.equal(await opens(user("ada")), true);
});

/** An unshare takes effect within a second; 5 s are promised. */
async function until(isSo: () => Promise<boolean>) {
  await poll(async () => await isSo() || undefined, {
    ...{ withinMs: 5_000, everyMs: 100, what: "the link ends" },
  });
}

test("a link that an administrator made for a reason opens, without another record; one without a reason does not", async () => {
  const admin = user("root", { roles: ["admin"] });
  const acts = async () => (await db.sql`select from audit_events`).count;
  const before = await acts();
  assert.equal(await opens(admin), false);
  assert.equal(await opens(admin, "ticket 7"), true);
  assert.equal(await acts(), before);
});

test("links of the owner of the machine open", async () => {
  assert.equal(await opens(localPrincipal), true);
});
