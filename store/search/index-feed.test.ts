import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { searchKinds } from "../../protocol/search/records.ts";
import { forkConversation } from "../commands/fork-conversation.ts";
import { updateConversation } from "../commands/update-conversation.ts";
import { inTenant } from "../database/in-tenant.ts";
import { detachForks } from "../erasure/detach-forks.ts";
import { consumeFeeds } from "../feed/consume-feed.ts";
import { movePending } from "../feed/move-pending.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { searchConsumer } from "./index-feed.ts";
import { searchPage } from "./search.ts";

let db: TestDatabase;
let play: ReturnType<typeof player>;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  play = player(db.sql);
});
after(() => db[Symbol.asyncDispose]());

async function consume() {
  while ((await movePending(db.sql, 500))?.moved !== 0);
  while (await consumeFeeds(db.sql, searchConsumer) > 0);
}

async function found(query: string): Promise<string[]> {
  const sql = inTenant(db.sql, "default");
  const page = await searchPage(
    sql,
    "default",
    { query, kinds: searchKinds },
    {},
    undefined,
    5_000,
  );
  return page.items.map(({ node }) => node.text);
}

test("a message is found before its turn begins, and the answer once it is complete", async () => {
  const ref = await play.start("frage nach Kiebitz");
  await consume();
  assert.deepEqual(await found("kiebitz"), ["frage nach Kiebitz"]);
  const call = await play.claim(ref);
  const id = await play.saying(call, "der Kiebitz lebt");
  await consume();
  assert.equal((await found("kiebitz")).length, 1, "the answer is being written");
  await play.end(call, id, "der Kiebitz lebt");
  await consume();
  assert.deepEqual(await found("kiebitz"), ["der Kiebitz lebt", "frage nach Kiebitz"]);
});

test("what a rollback discards is not found any more", async () => {
  const ref = await play.start("verwirf Seeadler");
  await play.saying(await play.claim(ref), "Seeadler fliegen");
  await consume();
  assert.equal((await found("seeadler")).length, 1);
  await play.send(ref, "etwas anderes", "ROLLBACK");
  assert.deepEqual(await found("seeadler"), [], "at once, although the index is behind");
  await consume();
  const left = await db.sql`select from search_texts where text like '%Seeadler%'`;
  assert.equal(left.count, 0);
});

test("a killed indexer resumes without doubles: texts and cursor are one commit", async () => {
  await play.start("Doppel Rohrdommel");
  while ((await movePending(db.sql, 500))?.moved !== 0);
  const dies = {
    ...searchConsumer,
    handle: async (...args: Parameters<typeof searchConsumer.handle>) => {
      await searchConsumer.handle(...args);
      throw new Error("killed");
    },
  };
  await assert.rejects(consumeFeeds(db.sql, dies), /killed/);
  assert.deepEqual(await found("rohrdommel"), []);
  await consume();
  await db.sql`update feed_consumers set seq = 0 where name = 'search'`;
  await consume();
  assert.deepEqual(await found("rohrdommel"), ["Doppel Rohrdommel"]);
});

test("a changed title takes the place of the earlier one, and a cleared one is gone", async () => {
  const { conversationId } = await play.start();
  const titles = async () => {
    await consume();
    const rows = await db.sql<{ text: string }[]>`
      select text from search_texts where kind = 'TITLE' and id = ${conversationId}`;
    return rows.map(({ text }) => text);
  };
  const rename = (title: string | null) =>
    updateConversation(db.sql, caller, { idempotencyKey: newKey(), conversationId, title });
  await rename("Quartal eins");
  assert.deepEqual(await titles(), ["Quartal eins"]);
  await rename("Quartal zwei");
  assert.deepEqual(await titles(), ["Quartal zwei"]);
  await rename(null);
  assert.deepEqual(await titles(), []);
});

test("the history that a fork shares is found once, in the conversation that wrote it", async () => {
  const ref = await play.start("Ursprung Wendehals");
  await play.answer(await play.claim(ref), "Antwort");
  const [entry] = await db.sql<{ id: string }[]>`
    select id from entries where conversation_id = ${ref.conversationId} order by position desc limit 1`;
  const fork = { idempotencyKey: newKey(), entryId: entry?.id ?? "", version: null, content: null };
  await forkConversation(db.sql, caller, fork, "emulator");
  await consume();
  assert.deepEqual(await found("wendehals"), ["Ursprung Wendehals"]);
});

test("the title that a fork inherited leaves the search when its source is erased", async () => {
  const { conversationId } = await play.start("Quelle");
  const fork = await play.start("Gabel");
  await db
    .sql`insert into shared_pasts (tenant, conversation_id, place, source_id, through_turn, through_position)
    values ('default', ${fork.conversationId}, 0, ${conversationId}, 1, 1)`;
  const title = { idempotencyKey: newKey(), conversationId: fork.conversationId, title: "Geheim" };
  await updateConversation(db.sql, caller, title);
  await consume();
  const titles = () => db.sql`select from search_texts where text = 'Geheim'`;
  assert.equal((await titles()).count, 1);
  await detachForks(inTenant(db.sql, "default"), conversationId);
  assert.equal((await titles()).count, 0);
});

test("a research run is found by its question, and by the texts of its completed phases", async () => {
  await db.sql.unsafe(`
    insert into streams (id, tenant) values ('research_f1', 'default');
    insert into research_runs (id, tenant, question, symbols, searches, revisions, language, agents, provider,
        sample_market_data, budget, actor)
      values ('research_f1', 'default', 'Wie geht es Schwarzstorch?', '{}', 1, 1, 'de', '{}', 'emulator', true, '{}', '{}');
    insert into research_phases (id, tenant, research_id, number, kind, round, name, status, text, ended_at) values
      ('phase_f1', 'default', 'research_f1', 1, 'WRITE', 1, 'Report', 'COMPLETED', 'Dem Schwarzstorch geht es gut.', now()),
      ('phase_f2', 'default', 'research_f1', 2, 'VERIFY', 1, 'Check', 'FAILED', 'Schwarzstorch verworfen', now());
    select append_events('research_f1', '[{"id": "p", "body": {"kind": "PhaseChanged", "phaseId": "phase_f1",
      "status": "COMPLETED"}}]')`);
  await consume();
  assert.deepEqual((await found("schwarzstorch")).toSorted(), [
    "Report\n\nDem Schwarzstorch geht es gut.",
    "Wie geht es Schwarzstorch?",
  ]);
});
