import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { registerAnalyst, type TestDatabase, testDatabase } from "../testing/database.ts";
import { player, type Ref } from "../testing/play-turns.ts";
import { conversationPage } from "./read-conversations.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

const idsOf = (page: Awaited<ReturnType<typeof conversationPage>>) =>
  page.items.map(({ node }) => node.id);

test("pages are in the order of the last activity, within ten minutes and beyond, in both directions", async () => {
  const play = player(db.sql);
  const refs: Ref[] = [];
  for (let n = 0; n < 7; n++) refs.push(await play.start());
  const ids = refs.map((r) => r.conversationId);
  // Three in one slot of ten minutes, the others in older ones.
  const minutes = [0, 1, 2, 30, 61, 62, 500];
  for (const [n, id] of ids.entries()) {
    await db.sql`update conversations set active_at = '2026-01-01T12:05:00Z'::timestamptz
      - ${minutes[n] ?? 0} * interval '1 minute' where id = ${id}`;
  }
  const read = (args: Parameters<typeof conversationPage>[3]) =>
    conversationPage(db.sql, "default", {}, args);
  const forwards: string[] = [];
  let page = await read({ first: 2 });
  forwards.push(...idsOf(page));
  while (page.hasNextPage) {
    page = await read({ first: 2, after: page.items.at(-1)?.cursor });
    forwards.push(...idsOf(page));
  }
  assert.deepEqual(forwards, ids);
  const last = await read({ last: 3 });
  assert.deepEqual(idsOf(last), ids.slice(-3));
  assert.deepEqual(idsOf(await read({ last: 3, before: last.items[0]?.cursor })), ids.slice(1, 4));
});

test("conversations are found by labels, and all of them by no label", async () => {
  const { conversationId } = await player(db.sql).start();
  await db.sql`update conversations set labels = '{"eu", "q3"}' where id = ${conversationId}`;
  const labelled = (labels: string[]) =>
    conversationPage(db.sql, "default", { labels }, { first: 250 });
  assert.deepEqual(idsOf(await labelled(["q3"])), [conversationId]);
  assert.deepEqual(idsOf(await labelled(["q3", "q4"])), []);
  assert.ok((await labelled([])).items.length > 1);
});

test("a turn changes no index of its conversation and its call, and those of the turn only at its end", async () => {
  const play = player(db.sql);
  const ref = await play.start();
  await play.answer(await play.claim(ref), "first");
  await db.sql`select pg_stat_force_next_flush()`;
  const updates = async () => {
    const rows = await db.sql<{ name: string; all: number; hot: number }[]>`
      select relname as name, n_tup_upd as all, n_tup_hot_upd as hot from pg_stat_user_tables
      where relname in ('conversations', 'turns', 'calls')`;
    return new Map(rows.map(({ name, all, hot }) => [name, all - hot]));
  };
  const before = await updates();
  for (let n = 0; n < 10; n++) {
    await play.send(ref, "again");
    await play.answer(await play.claim(ref), "an answer");
  }
  await db.sql`select pg_stat_force_next_flush()`;
  const changed = async (name: string) =>
    ((await updates()).get(name) ?? 0) - (before.get(name) ?? 0);
  // One update of the conversation may be the first after another ten minutes, and a page may be full.
  assert.ok(await changed("conversations") <= 2);
  assert.ok(await changed("calls") <= 2);
  assert.ok(await changed("turns") <= 12);
});
