import assert from "node:assert/strict";
import { test } from "node:test";
import { migrate, migrations } from "../database/migrate.ts";
import type { Sql } from "../database/sql.ts";
import { append } from "../log/append.ts";
import { entryEvent, turnEvent } from "../log/events.ts";
import { eventsAfter } from "../log/read-log.ts";
import { testDatabase } from "../testing/database.ts";

/** The database as 0.2.0 left it, with one conversation that has two events. */
async function makeBaseline(sql: Sql) {
  await sql.unsafe("drop schema public cascade; create schema public");
  await sql`create table migrations (name text primary key, applied_at timestamptz not null default now())`;
  const [baseline] = migrations;
  assert.equal(baseline?.name, "0001-baseline");
  await sql.unsafe(baseline.statements);
  await sql`insert into migrations (name) values (${baseline.name})`;
  await sql.unsafe(`
    insert into agents (id, tenant, name) values ('agent_1', 'default', 'a');
    insert into agent_versions (id, tenant, agent_id, number, hash, spec)
      values ('version_1', 'default', 'agent_1', 1, 'h', '{}');
    insert into streams (id, tenant) values ('conversation_1', 'default');
    insert into conversations (id, tenant, agent_version_id, provider, active_at)
      values ('conversation_1', 'default', 'version_1', 'emulator', '2026-01-01 12:34:56Z')`);
}

const [queued, sent] = [
  turnEvent("turn_1", "QUEUED"),
  entryEvent("turn_1", "message_1", "COMPLETED"),
];
const id = "conversation_1";

test("the log of 0.2.0 continues after the migration and still knows its events", async () => {
  await using db = await testDatabase();
  const { sql } = db;
  await makeBaseline(sql);
  await sql.begin((tx) => append(tx, id, [queued, sent]));
  assert.deepEqual(await migrate(sql), migrations.slice(1).map((m) => m.name));
  const running = turnEvent("turn_1", "RUNNING");
  assert.equal(await sql.begin((tx) => append(tx, id, [sent, running, queued])), 3);
  const events = await eventsAfter(sql, id, 0, 10);
  assert.deepEqual(events.map(({ seq, body }) => [seq, body]), [
    [1, queued.body],
    [2, sent.body],
    [3, running.body],
  ]);
});

test("every partition rejects an event under a number or an id that it has", async () => {
  await using db = await testDatabase();
  await makeBaseline(db.sql);
  await migrate(db.sql);
  await db.sql`select add_events_partition('24 hours')`;
  const parts = await db.sql<{ name: string; keys: string[] }[]>`
    select name, array(select pg_get_constraintdef(c.oid) from pg_constraint c
      where c.conrelid = p.oid and c.contype in ('p', 'u') order by c.contype) as keys
    from event_partitions p`;
  assert.equal(parts.length, 5);
  for (const { name, keys } of parts) {
    assert.deepEqual(keys, ["PRIMARY KEY (stream_id, seq)", "UNIQUE (id)"], name);
  }
});

test("conversations of 0.2.0 have their slot of ten minutes", async () => {
  await using db = await testDatabase();
  await makeBaseline(db.sql);
  await migrate(db.sql);
  const [row] = await db.sql<{ activeSlot: Date }[]>`select active_slot from conversations`;
  assert.equal(row?.activeSlot.toISOString(), "2026-01-01T12:30:00.000Z");
});
