import assert from "node:assert/strict";
import { test } from "node:test";
import { migrate, migrations } from "../database/migrate.ts";
import type { Sql } from "../database/sql.ts";
import { testDatabase } from "../testing/database.ts";

/** The database as it was before this migration. */
async function makeBefore(sql: Sql) {
  await sql.unsafe("drop schema public cascade; create schema public");
  await sql`create table migrations (name text primary key, applied_at timestamptz not null default now())`;
  const earlier = migrations.filter(({ name }) => name < "0022");
  for (const { name, statements } of earlier) {
    await sql.unsafe(statements);
    await sql`insert into migrations (name) values (${name})`;
  }
}

const rows = `
  insert into agents (id, tenant, name) values ('agent_1', 'default', 'a');
  insert into agent_versions (id, tenant, agent_id, number, hash, spec)
    values ('version_1', 'default', 'agent_1', 1, 'h', '{}');
  insert into agent_aliases (tenant, agent_id, name, version_id, moved_by)
    values ('default', 'agent_1', 'stable', 'version_1', '{"kind": "USER", "name": "ada"}');
  insert into streams (id, tenant) values ('conversation_1', 'default'), ('conversation_2', 'default');
  insert into conversations (id, tenant, agent_version_id, provider)
    select id, tenant, 'version_1', 'emulator' from streams;
  insert into turns (id, tenant, conversation_id, number, status, ended_at) values
    ('turn_1', 'default', 'conversation_1', 1, 'COMPLETED', now()),
    ('turn_2', 'default', 'conversation_1', 2, 'FAILED', now()),
    ('turn_3', 'default', 'conversation_1', 3, 'RUNNING', null);
  insert into calls (id, tenant, conversation_id, turn_id, kind, step, status, input_tokens, output_tokens, input_rate, output_rate)
    select 'model_' || n || t, 'default', 'conversation_1', 'turn_' || t, 'model', n, 'COMPLETED', 2, 3, 100, 1000
    from generate_series(1, 3) t, generate_series(1, 2) n`;

test("what turns cost and how the last one ended is added up of turns from before, and of those that run", async () => {
  await using db = await testDatabase();
  await makeBefore(db.sql);
  await db.sql.unsafe(rows);
  await migrate(db.sql);
  const read = async () =>
    await db.sql<{ costNanos: number; endedTurn: number; endedStatus: string | null }[]>`
      select cost_nanos, ended_turn, ended_status from conversations order by id`;
  const [listed, empty] = await read();
  assert.deepEqual(listed, { costNanos: 4 * 3_200, endedTurn: 2, endedStatus: "FAILED" });
  assert.deepEqual(empty, { costNanos: 0, endedTurn: 0, endedStatus: null });
  await db.sql`update turns set status = 'COMPLETED', ended_at = now() where id = 'turn_3'`;
  assert.deepEqual((await read())[0], {
    ...{ costNanos: 6 * 3_200, endedTurn: 3, endedStatus: "COMPLETED" },
  });
});

test("the history of an alias begins with its last move before", async () => {
  await using db = await testDatabase();
  await makeBefore(db.sql);
  await db.sql.unsafe(rows);
  await migrate(db.sql);
  const moves = await db.sql`select number, name, version_id, moved_by from agent_alias_moves`;
  assert.deepEqual([...moves], [
    { number: 1, name: "stable", versionId: "version_1", movedBy: { kind: "USER", name: "ada" } },
  ]);
});
