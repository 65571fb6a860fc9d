import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { connect } from "../../store/database/connect.ts";
import { readEpoch } from "../../store/log/epoch.ts";
import { eventsAfter } from "../../store/log/read-log.ts";
import { registerAnalyst, type TestDatabase, testDatabase } from "../../store/testing/database.ts";
import { player } from "../../store/testing/play-turns.ts";
import { RestoreError } from "../../store/backup/load.ts";
import { dumpIntoFolder, loadFromFolder } from "./postgres-folder.ts";

let db: TestDatabase;
let folder: string;
before(async () => {
  db = await testDatabase();
  folder = await mkdtemp(`${tmpdir()}/tramontane-backup-`);
  await registerAnalyst(db.sql);
});
after(async () => {
  await db[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** All rows, as text, that a backup must have. */
async function contents(sql: TestDatabase["sql"]) {
  const names = [
    "agents",
    "agent_versions",
    "streams",
    "conversations",
    "turns",
    "calls",
    "entries",
  ];
  const tables = [...names, "idempotency_keys", "signing_keys", "deployment", "events"];
  const all = await Promise.all(tables.map(async (name) => {
    const rows = await sql`select to_jsonb(t) - 'checkpoint_dirty' as row from ${
      sql(name)
    } t order by to_jsonb(t)::text`;
    return [name, rows.map((r) => r.row)] as const;
  }));
  return Object.fromEntries(all);
}

test("a dump finishes when the last row of a table is larger than the buffers of its stream", async () => {
  await player(db.sql).start("x".repeat(90_000));
  const dumped = dumpIntoFolder(db.url, `${folder}/large`).then(() => "finished");
  assert.equal(await Promise.race([dumped, delay(30_000, "waits", { ref: false })]), "finished");
});

test("a restore brings back the rows of the backup and no later ones, with a new epoch", async () => {
  const play = player(db.sql);
  const [rested, open] = [
    await play.start("a\ttab, a \\ and ünïcode \u{1f600}"),
    await play.start(),
  ];
  await play.answer(await play.claim(rested), "done");
  await play.ask(await play.claim(open), ["ACME", "OTHER"]);
  const [before, epoch] = [await contents(db.sql), await readEpoch(db.sql)];
  await dumpIntoFolder(db.url, `${folder}/first`);
  await play.send(rested, "later");
  await play.start("later still");
  await loadFromFolder(db.url, `${folder}/first`);
  assert.deepEqual(await contents(db.sql), before);
  const again = await readEpoch(db.sql);
  assert.notEqual(again, epoch);
  const [base] = await db
    .sql`select checkpoint_dirty from conversations where id = ${rested.conversationId}`;
  assert.equal(base?.checkpointDirty, true, "its next turn begins in a copy at the provider");
  await play.send(rested, "and it goes on");
  await play.answer(await play.claim(rested), "it does");
  const events = await eventsAfter(db.sql, rested.conversationId, 0, 100);
  assert.deepEqual(events.map((event) => event.seq), events.map((_, i) => i + 1));
});

test("the same backup restored twice has two epochs", async () => {
  const epochs = new Set([await readEpoch(db.sql)]);
  for (let i = 0; i < 2; i++) {
    await loadFromFolder(db.url, `${folder}/first`);
    epochs.add(await readEpoch(db.sql));
  }
  assert.equal(epochs.size, 3);
});

test("a restore is refused while a process is connected, and for a backup of a newer release", async () => {
  const worker = connect(db.url, { name: "tramontane-worker", max: 1 });
  await worker`select 1`;
  const refused = (words: RegExp) => (error: unknown) =>
    error instanceof RestoreError && words.test(error.message);
  await assert.rejects(loadFromFolder(db.url, `${folder}/first`), refused(/tramontane-worker/));
  await worker.end();
  await db.sql`insert into migrations (name) values ('9999-later')`;
  await dumpIntoFolder(db.url, `${folder}/newer`);
  await assert.rejects(loadFromFolder(db.url, `${folder}/newer`), refused(/9999-later/));
  await db.sql`delete from migrations where name = '9999-later'`;
});

test("a backup with a reference to a missing row is refused, and nothing is changed", async () => {
  await db.sql`update entries set turn_id = 'turn_gone' where id = (select max(id) from entries)`;
  await dumpIntoFolder(db.url, `${folder}/damaged`);
  await db
    .sql`update entries set turn_id = (select max(id) from turns) where turn_id = 'turn_gone'`;
  const before = await contents(db.sql);
  await assert.rejects(
    loadFromFolder(db.url, `${folder}/damaged`),
    (error) => error instanceof RestoreError && /entries.turn_id.*1 rows/.test(error.message),
  );
  assert.deepEqual(await contents(db.sql), before);
});

test("a backup of 0.1 is refused, the message says what to do, and nothing is changed", async () => {
  await db.sql`insert into migrations (name) values ('0001-core')`;
  await dumpIntoFolder(db.url, `${folder}/older`);
  await db.sql`delete from migrations where name = '0001-core'`;
  const before = await contents(db.sql);
  await assert.rejects(
    loadFromFolder(db.url, `${folder}/older`),
    (error) => error instanceof RestoreError && /The backup.*0\.1/.test(error.message),
  );
  assert.deepEqual(await contents(db.sql), before);
});

test("events from before the first partition are restored, and the log continues after them", async () => {
  const id = "conversation_long_ago";
  await db
    .sql`insert into streams (id, tenant, created_at) values (${id}, 'default', now() - interval '40 days')`;
  await append(db.sql, id, "a");
  await db.sql`update events set at = now() - interval '39 days' where stream_id = ${id}`;
  await db.sql`update streams set last_event_at = now() - interval '39 days' where id = ${id}`;
  await dumpIntoFolder(db.url, `${folder}/long-ago`);
  await loadFromFolder(db.url, `${folder}/long-ago`);
  await append(db.sql, id, "a");
  await append(db.sql, id, "b");
  const events = await eventsAfter(db.sql, id, 0, 10);
  assert.deepEqual(events.map((e) => [e.seq, e.body.kind]), [[1, "TurnChanged"], [
    2,
    "TurnChanged",
  ]]);
  const [first] = await db
    .sql`select tableoid::regclass::text as name from events where stream_id = ${id} and seq = 1`;
  assert.equal(first?.name, "events_past");
});

async function append(sql: TestDatabase["sql"], stream: string, id: string) {
  const body = { kind: "TurnChanged", turnId: "t", status: "QUEUED" };
  await sql`select append_events(${stream}, ${sql.json([{ id, turnId: "t", body }])})`;
}

test("a folder of an incomplete backup is refused", async () => {
  await assert.rejects(loadFromFolder(db.url, folder), /no finished backup/);
  await assert.rejects(dumpIntoFolder(db.url, `${folder}/first`), /EEXIST|exist/);
});
