import assert from "node:assert/strict";
import { test } from "node:test";
import { registerAnalyst, testDatabase } from "../testing/database.ts";
import { indexEverything } from "../testing/indexed.ts";
import { player } from "../testing/play-turns.ts";
import { backfillSearch, isBackfilling } from "./backfill.ts";

/** A database with three conversations that have two messages each. */
async function filled() {
  const db = await testDatabase();
  await registerAnalyst(db.sql);
  const play = player(db.sql);
  for (let n = 0; n < 3; n++) {
    const ref = await play.start(`question ${n}`);
    await play.answer(await play.claim(ref), `answer ${n}`);
  }
  await db.sql`update conversations set title = 'Quarter'`;
  const texts = async () => [
    ...await db.sql<{ kind: string; count: number }[]>`
      select kind, count(*) from search_texts group by 1 order by 1`,
  ];
  return { db, texts };
}

const all = [{ kind: "MESSAGE", count: 6 }, { kind: "TITLE", count: 3 }];

test("what existed before the search is indexed in batches, and the progress is counted", async () => {
  const { db, texts } = await filled();
  await using _ = db;
  assert.equal(await isBackfilling(db.sql), true);
  let batches = 0;
  while (await backfillSearch(db.sql, 2)) batches++;
  assert.ok(batches >= 5, `${batches}`);
  assert.deepEqual(await texts(), all);
  assert.equal(await isBackfilling(db.sql), false);
  const counted = await db.sql`select kind, indexed from search_backfill order by kind`;
  assert.deepEqual(counted.map((c) => [c.kind, c.indexed]), [
    ["conversation", 3],
    ["research", 0],
    ["turn", 3],
  ]);
});

test("an indexer that is killed between a batch and its progress is repeated without doubles", async () => {
  const { db, texts } = await filled();
  await using _ = db;
  await db.sql.unsafe(`create function die() returns trigger language plpgsql as
      $$ begin if new.kind = 'turn' then raise exception 'killed'; end if; return new; end $$;
    create trigger dies before insert on search_backfill for each row execute function die()`);
  await assert.rejects(async () => {
    while (await backfillSearch(db.sql, 2));
  }, /killed/);
  assert.deepEqual(await texts(), [{ kind: "MESSAGE", count: 4 }, { kind: "TITLE", count: 3 }]);
  await db.sql`drop trigger dies on search_backfill`;
  while (await backfillSearch(db.sql, 2));
  assert.deepEqual(await texts(), all);
});

test("one process fills at a time", async () => {
  const { db } = await filled();
  await using _ = db;
  await db.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(7401997)`;
    assert.equal(await backfillSearch(db.sql, 2), false);
  });
  assert.equal(await backfillSearch(db.sql, 2), true);
});

test("a crash of PostgreSQL, which empties both tables, starts again from the beginning", async () => {
  const { db, texts } = await filled();
  await using _ = db;
  await indexEverything(db.sql);
  await db.sql`truncate search_texts, search_backfill`;
  assert.equal(await isBackfilling(db.sql), true);
  while (await backfillSearch(db.sql, 100));
  assert.deepEqual(await texts(), all);
});
