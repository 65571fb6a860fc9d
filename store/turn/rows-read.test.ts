import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../database/connect.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { registerAnalyst, testDatabase } from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { asRoles } from "../testing/roles.ts";

const rows = 2_000;
const turns = 5;

/** Ended turns of other conversations of the tenant, with an entry and a call each. */
const fill = `
  insert into streams (id, tenant) select 'conversation_' || n, 'default' from generate_series(1, ${rows}) n;
  insert into conversations (id, tenant, agent_version_id, provider)
    select 'conversation_' || n, 'default', (select id from agent_versions limit 1), 'emulator'
    from generate_series(1, ${rows}) n;
  insert into turns (id, tenant, conversation_id, number, status, ended_at)
    select 'turn_' || n, 'default', 'conversation_' || n, 1, 'COMPLETED', now() from generate_series(1, ${rows}) n;
  insert into calls (id, tenant, conversation_id, turn_id, kind, step, status, ended_at)
    select 'model_' || n, 'default', 'conversation_' || n, 'turn_' || n, 'model', 0, 'COMPLETED', now()
    from generate_series(1, ${rows}) n;
  insert into entries (id, tenant, conversation_id, turn_id, kind, position, status, role, content)
    select 'message_' || n, 'default', 'conversation_' || n, 'turn_' || n, 'message', 2, 'COMPLETED', 'USER', '[]'
    from generate_series(1, ${rows}) n;
  insert into drafts (entry_id, part, start_offset, number, stream_id, tenant, kind, text)
    select 'message_' || n, 0, 0, 0, 'conversation_' || n, 'default', 'TEXT', '' from generate_series(1, ${rows}) n;
  analyze`;

/** Rows that statements have read so far, by index or not. */
async function rowsRead(sql: Sql, sessions: readonly Sql[]): Promise<number> {
  for (const session of sessions) await session`select pg_stat_force_next_flush()`;
  const [read] = await sql<{ count: number }[]>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as count from pg_stat_user_tables`;
  return read?.count ?? NaN;
}

test("a turn reads no more rows in a large tenant: below row level security its conditions use indexes", async () => {
  await using db = await testDatabase();
  await registerAnalyst(db.sql);
  await db.sql.unsafe(fill);
  await using urls = await asRoles(db);
  const sessions = [urls.api, urls.worker].map((url) => connect(url, { name: "test", max: 1 }));
  const [api, worker] = sessions.map((sql) => player(inTenant(sql, "default")));
  if (!api || !worker) throw new Error("a role is missing");
  const ref = await api.start();
  const take = async () => {
    const { ids } = await worker.ask(await worker.claim(ref), ["ACME", "OTHER"]);
    assert.equal(ids.length, 2);
    await api.send(ref, "and now", "INTERRUPT");
    await worker.answer(await worker.claim(ref), "an answer");
    await api.send(ref, "go on");
  };
  await take();
  const before = await rowsRead(db.sql, sessions);
  for (let n = 0; n < turns; n++) await take();
  const each = (await rowsRead(db.sql, sessions) - before) / turns;
  for (const sql of sessions) await sql.end({ timeout: 1 });
  assert.ok(each > 20, `${each} rows`);
  assert.ok(each < rows / 2, `two turns read ${each} rows of tables with ${rows}`);
});
