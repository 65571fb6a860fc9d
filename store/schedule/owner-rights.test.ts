import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Principal } from "../../protocol/auth/principal.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { FiringRecord } from "../../protocol/schedule/records.ts";
import { revokeAccess } from "../commands/revoke-access.ts";
import { pauseSchedule, resumeSchedule } from "../commands/pause-schedule.ts";
import { shareConversation, unshareConversation } from "../commands/share.ts";
import { startConversation } from "../commands/start-conversation.ts";
import { triggerSchedule } from "../commands/trigger-schedule.ts";
import { updateSchedule } from "../commands/update-schedule.ts";
import { consumeFeeds } from "../feed/consume-feed.ts";
import { movePending } from "../feed/move-pending.ts";
import { insertKey, newKey as newApiKey } from "../key/new-key.ts";
import type { Refusal } from "../refusal.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  withAnalyst,
} from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { resumeDue } from "./resume-due.ts";
import { firingsConsumer } from "./settle-firings.ts";
import { at, conversationWork, schedules } from "./testing.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

/** A person of the tenant `default`, with the principal of its token. */
function person(subject: string, roles: Principal["roles"] = ["member"]) {
  const by: Caller = { ...caller, subject, actor: { kind: "USER", name: subject } };
  const principal: Principal = {
    ...{ tenant: "default", kind: "USER", subject, groups: [], roles, scopes: [], bound: null },
    ...{ credentialId: "token", issuedAt: new Date(), expiresAt: null },
  };
  return { by, principal, ...schedules(db.sql, by, principal) };
}

test("what a schedule starts belongs to its owner", async () => {
  const ada = person("ada");
  const fired = await ada.fire(await ada.create(), at("07:10"));
  const [row] = await db.sql`select owner from conversations where id = ${
    fired?.conversationId ?? ""
  }`;
  assert.equal(row?.owner, "ada");
});

test("a schedule writes where its owner may write at the time of the firing", async () => {
  const [ada, eve] = [person("ada"), person("eve")];
  const { conversationId } = await startConversation(
    db.sql,
    ada.by,
    withAnalyst(null),
    "emulator",
  );
  const work = { kind: "message", conversationId, text: "Hello." } as const;
  const id = await eve.create({ work, overlap: "ALLOW" });
  const refused = await eve.fire(id, at("07:10"));
  assert.deepEqual([refused?.outcome, refused?.turnId], ["REFUSED", null]);
  const share = { id: conversationId, grantee: "eve", access: "WRITE" } as const;
  await shareConversation(db.sql, ada.by, { idempotencyKey: newKey(), ...share } as never);
  assert.equal((await eve.fire(id, at("07:20")))?.outcome, "STARTED");
  await unshareConversation(db.sql, ada.by, {
    ...{ idempotencyKey: newKey(), id: conversationId, grantee: "eve" },
  } as never);
  assert.match((await eve.fire(id, at("07:30")))?.reason ?? "", /may not write/);
});

test("a schedule passes on no reply that its owner may not read any more", async () => {
  const [ada, eve] = [person("ada"), person("eve")];
  const { conversationId } = await startConversation(
    db.sql,
    ada.by,
    withAnalyst(null),
    "emulator",
  );
  const share = { id: conversationId, grantee: "eve", access: "WRITE" } as const;
  await shareConversation(db.sql, ada.by, { idempotencyKey: newKey(), ...share } as never);
  const shared = { kind: "message", conversationId, text: "Hello." } as const;
  const id = await eve.create({ work: shared, overlap: "ALLOW" });
  const play = player(db.sql);
  const ref = { tenant: "default", conversationId };
  await eve.fire(id, at("07:10"));
  await play.answer(await play.claim(ref), "A secret of ada.");
  await movePending(db.sql, 1_000);
  while (await consumeFeeds(db.sql, firingsConsumer) > 0);
  const own = { ...conversationWork, text: "Last: {{last.reply}}." };
  const { revision } = await eve.read(id);
  const change = { scheduleId: id, expectedRevision: revision, change: { work: own } };
  await updateSchedule(
    db.sql,
    eve.by,
    { idempotencyKey: newKey(), ...change },
    eve.principal,
    at("07:11"),
  );
  assert.equal(await said(await eve.fire(id, at("07:20"))), "Last: A secret of ada..");
  await unshareConversation(db.sql, ada.by, {
    ...{ idempotencyKey: newKey(), id: conversationId, grantee: "eve" },
  } as never);
  assert.equal(await said(await eve.fire(id, at("07:30"))), "Last: .");
});

/** What a firing has said. */
async function said(fired: FiringRecord | null): Promise<string> {
  const [row] = await db.sql`select content from entries where turn_id = ${fired?.turnId ?? ""}`;
  return row?.content[0].text ?? "";
}

test("what the caller could not start itself is refused", async () => {
  for (const role of ["viewer", "operator"] as const) {
    await assert.rejects(
      person("vic", [role]).create(),
      ({ error }: Refusal) =>
        error.type === "ForbiddenError" && error.scope === "conversations:write",
    );
  }
});

test("an owner that has lost the scope starts nothing, and five refusals pause the schedule", async () => {
  const vic = person("vic");
  const id = await vic.create();
  await db.sql`update schedules set rights = rights || '{"roles": ["viewer"]}' where id = ${id}`;
  for (const time of ["07:10", "07:20", "07:30", "07:40", "07:50"]) {
    assert.match((await vic.fire(id, at(time)))?.reason ?? "", /conversations:write/);
  }
  assert.match((await vic.read(id)).paused?.reason ?? "", /5 times/);
});

test("a revocation of the owner pauses its schedules at once, and no other", async () => {
  const [bob, ada] = [person("bob"), person("ada")];
  const [his, hers] = [await bob.create(), await ada.create()];
  await revokeAccess(db.sql, caller, { idempotencyKey: newKey(), subject: "bob" });
  assert.match((await bob.read(his)).paused?.reason ?? "", /revoked/);
  assert.equal((await ada.read(hers)).paused, null);
  assert.equal(await bob.fire(his, at("07:10")), null);
  const again = { idempotencyKey: newKey(), scheduleId: his };
  await resumeSchedule(db.sql, bob.by, again, bob.principal, at("07:15"));
  assert.equal((await bob.fire(his, at("07:20")))?.outcome, "STARTED");
});

test("after a revocation neither the end of a pause nor an operator lets a schedule act with the old rights", async () => {
  const [mia, op] = [person("mia"), person("op", ["operator"])];
  const [id, other] = [await mia.create(), await mia.create()];
  const pause = { scheduleId: id, reason: "Holidays.", until: at("07:30").toISOString() };
  await pauseSchedule(db.sql, mia.by, { idempotencyKey: newKey(), ...pause }, at("07:05"));
  const asked = { idempotencyKey: newKey(), scheduleId: other };
  await triggerSchedule(db.sql, op.by, asked, at("07:06"));
  await revokeAccess(db.sql, caller, { idempotencyKey: newKey(), subject: "mia" });
  await resumeDue(db.sql, at("07:40"), 10);
  assert.equal(await mia.fire(id, at("07:40")), null, "it stays paused");
  const waited = await mia.fire(other, at("07:06"), { hasWaited: true });
  assert.deepEqual([waited?.outcome, waited?.turnId], ["REFUSED", null]);
  assert.match(waited?.reason ?? "", /expired or was revoked/);
  const again = () => ({ idempotencyKey: newKey(), scheduleId: id });
  await resumeSchedule(db.sql, op.by, again(), op.principal, at("07:42"));
  assert.equal((await mia.fire(id, at("07:50")))?.outcome, "REFUSED");
  assert.match((await mia.read(id)).paused?.reason ?? "", /expired or was revoked/);
  await resumeSchedule(db.sql, mia.by, again(), mia.principal, at("07:52"));
  assert.equal((await mia.fire(id, at("08:00")))?.outcome, "STARTED", "with a new credential");
});

test("a schedule of an API key has the rights of the key, and is paused when the key has ended", async () => {
  const key = newApiKey("k".repeat(43));
  const subject = `key:${key.id.slice(4)}`;
  const fields = { name: "n", subject, roles: ["member"] as const, scopes: [], lifetimeMs: 60_000 };
  await db.sql.begin((tx) => insertKey(tx, caller, key, fields));
  const service = person(subject);
  const id = await service.create({ overlap: "ALLOW" });
  assert.equal((await service.fire(id, at("07:10")))?.outcome, "STARTED");
  await db.sql`update api_keys set roles = '{viewer}' where id = ${key.id}`;
  assert.match((await service.fire(id, at("07:20")))?.reason ?? "", /conversations:write/);
  await db.sql`update api_keys set expires_at = now() where id = ${key.id}`;
  assert.match((await service.fire(id, at("07:30")))?.reason ?? "", /has expired/);
  assert.match((await service.read(id)).paused?.reason ?? "", /has expired/);
});

test("only the owner changes what a schedule does", async () => {
  const [ada, op] = [person("ada"), person("op", ["operator"])];
  const id = await ada.create();
  const command = { scheduleId: id, expectedRevision: 1, change: { name: "mine" } };
  const update = ({ by, principal }: typeof ada) =>
    updateSchedule(db.sql, by, { idempotencyKey: newKey(), ...command }, principal, at("07:05"));
  await assert.rejects(update(op), (error: Refusal) => error.error.type === "ForbiddenError");
  await update(ada);
  assert.equal((await ada.read(id)).name, "mine");
});
