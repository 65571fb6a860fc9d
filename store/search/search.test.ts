import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { searchKinds } from "../../protocol/search/records.ts";
import { closeConversation } from "../commands/close-conversation.ts";
import { connect } from "../database/connect.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { beginErasure } from "../erasure/tenant/tenant-erasure.ts";
import { BadCursor } from "../paging/page.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../testing/database.ts";
import { indexEverything } from "../testing/indexed.ts";
import { player, type Ref } from "../testing/play-turns.ts";
import { searchPage } from "./search.ts";
import { indexTurns } from "./index-turns.ts";

let db: TestDatabase;
let play: ReturnType<typeof player>;
/** Pool of its own, for what waits while the other one is busy. */
let connected: Sql;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  play = player(db.sql);
  connected = connect(db.url, { name: "test" });
});
after(async () => {
  await connected.end();
  await db[Symbol.asyncDispose]();
});

/** A conversation with this message and this answer, which are searchable. */
async function converse(message: string, answer = "ok"): Promise<Ref> {
  const ref = await play.start(message);
  await play.answer(await play.claim(ref), answer);
  await indexEverything(db.sql);
  return ref;
}

const search = (query: string, args = {}, tenant = "default") =>
  searchPage(
    inTenant(db.sql, tenant),
    tenant,
    { query, kinds: searchKinds },
    args,
    undefined,
    5_000,
  );

async function found(query: string): Promise<string[]> {
  const { items, partial } = await search(query);
  assert.equal(partial, false);
  return items.map(({ node }) => node.text);
}

test("words are found in any case, the newest first, with German and French letters", async () => {
  await converse("Die Umsätze der Häuser stiegen.", "Le bénéfice a été élevé.");
  assert.deepEqual(await found("umsätze"), ["Die Umsätze der Häuser stiegen."]);
  assert.deepEqual(await found("HÄUSER umsätze"), ["Die Umsätze der Häuser stiegen."]);
  assert.deepEqual(await found("Bénéfice"), ["Le bénéfice a été élevé."]);
  assert.deepEqual(await found("umsätze bénéfice"), [], "of two texts");
});

test("one Chinese character, two of them and a word next to them are found inside of a sentence", async () => {
  await converse("贵州茅台的股价", "Airbus空客 liefert");
  for (const query of ["茅", "茅台", "台的", "股价"]) {
    assert.deepEqual(await found(query), ["贵州茅台的股价"], query);
  }
  assert.deepEqual(await found("台茅"), [], "in the other order");
  assert.deepEqual(await found("茅 价"), ["贵州茅台的股价"], "two words");
  assert.deepEqual(await found("空客"), ["Airbus空客 liefert"]);
  assert.deepEqual(await found("airbus空客 -茅"), ["Airbus空客 liefert"]);
});

test("phrases, exclusions and `or` are understood", async () => {
  await converse("net income of Lumera", "income of Lumera, net of tax");
  assert.equal((await found("lumera income net")).length, 2);
  assert.deepEqual(await found('lumera "net income"'), ["net income of Lumera"]);
  assert.deepEqual(await found("lumera -tax"), ["net income of Lumera"]);
  assert.equal((await found('"net income" or "of tax"')).length, 2);
});

test("parts of words are found where no word is, with %, _ and \\ taken literally", async () => {
  await converse("Der Quandtkursverlauf", "100%_ok \\d");
  assert.deepEqual(await found("kursver"), ["Der Quandtkursverlauf"]);
  assert.deepEqual(await found("dtkurs Der"), ["Der Quandtkursverlauf"]);
  assert.deepEqual(await found("kursver -der"), []);
  assert.deepEqual(await found("%_"), ["100%_ok \\d"]);
  assert.deepEqual(await found("\\d"), ["100%_ok \\d"]);
  assert.deepEqual(await found("k_rsver"), []);
  assert.deepEqual(await found("Q%f"), []);
});

test("what SQL and tsquery would read as syntax is text", async () => {
  for (const query of ["'; drop table search_texts; --", "a & b | !c:*", "(((", "<->", "'", "\\"]) {
    await search(query);
  }
});

test("a tool call is found by its name, arguments and result, and leads to its conversation", async () => {
  const ref = await play.start("call it");
  const { ids } = await play.ask(await play.claim(ref), ["ZVXQ"]);
  await db
    .sql`update calls set status = 'COMPLETED', result = 'priced at 77.31' where id = any(${ids})`;
  await indexEverything(db.sql);
  for (const query of ["zvxq", "quote zvxq", "77.31"]) {
    const { items } = await search(query);
    assert.deepEqual(
      items.map(({ node }) => [node.kind, node.id, node.objectId]),
      [["TOOL_CALL", ids[0], ref.conversationId]],
    );
  }
  const only = { query: "zvxq", kinds: ["MESSAGE" as const] };
  assert.deepEqual((await searchPage(db.sql, "default", only, {})).items, []);
});

test("pages go on where the last one ended, for words and for parts of words", async () => {
  for (let n = 0; n < 5; n++) await converse(`paged Pagedfoxtrot ${n}`, "done");
  for (const query of ["paged", "agedfox"]) {
    const all = (await search(query)).items.map(({ node }) => node.id);
    assert.equal(all.length, 5);
    const ids: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const page = await search(query, { first: 2, after });
      ids.push(...page.items.map(({ node }) => node.id));
      [after, more] = [page.items.at(-1)?.cursor, page.hasNextPage];
    }
    assert.deepEqual(ids, all);
    const after = (await search(query, { first: 1 })).items[0]?.cursor;
    await assert.rejects(search(`${query} x`, { after }), BadCursor, "of another query");
  }
});

test("an erased conversation leaves the search in the transaction that requests the erasure", async () => {
  const { conversationId } = await converse("Geheimnis Zebrafink");
  assert.equal((await found("zebrafink")).length, 1);
  const close = { idempotencyKey: newKey(), conversationId, erase: true };
  const rows = () => db.sql`select from search_texts where object_id = ${conversationId}`;
  await db.sql.unsafe(`create function refuse_commit() returns trigger language plpgsql as
      $$ begin raise exception 'no commit'; end $$;
    create constraint trigger refuses after update on conversations deferrable initially deferred
      for each row when (new.erase_requested_at is not null) execute function refuse_commit()`);
  await assert.rejects(closeConversation(db.sql, caller, close), /no commit/);
  await db.sql`drop trigger refuses on conversations`;
  assert.equal((await rows()).count, 2, "nothing was changed");
  await closeConversation(db.sql, caller, close);
  assert.equal((await rows()).count, 0);
  await indexEverything(db.sql);
  assert.equal((await rows()).count, 0, "it is not indexed again");
  assert.deepEqual(await found("zebrafink"), []);
});

test("what a late indexer writes of a conversation that is to be erased is not found", async () => {
  const { conversationId } = await converse("Nachzügler Kormoran");
  await db.sql`update conversations set erase_requested_at = now() where id = ${conversationId}`;
  assert.deepEqual(await found("kormoran"), []);
});

test("a discarded entry is not found, and the index loses it", async () => {
  const { conversationId } = await converse("Verworfen Pirol");
  await db.sql`update entries set status = 'DISCARDED' where conversation_id = ${conversationId}`;
  assert.deepEqual(await found("pirol"), []);
  const turns = await db.sql<
    { id: string }[]
  >`select id from turns where conversation_id = ${conversationId}`;
  await indexTurns(db.sql, "default", turns.map(({ id }) => id));
  assert.equal(
    (await db.sql`select from search_texts where object_id = ${conversationId}`).count,
    0,
  );
});

test("a tenant finds nothing of another", async () => {
  await converse("Mandant Wiedehopf");
  assert.equal((await found("wiedehopf")).length, 1);
  for (const query of ["wiedehopf", "edehop"]) {
    assert.deepEqual((await search(query, {}, "globex")).items, []);
  }
});

test("an erased tenant leaves the search in the transaction with which its erasure begins", async () => {
  await db.sql`insert into search_texts (tenant, id, kind, object_id, at, text)
    values ('leaving', 'message_leaving', 'MESSAGE', 'conversation_leaving', now(), 'Abschied Kranich')`;
  const { deleted } = await beginErasure(db.sql, { ...caller, tenant: "leaving" });
  assert.equal(deleted.search_texts, 1);
  assert.equal((await db.sql`select from search_texts where tenant = 'leaving'`).count, 0);
});

test("a search whose time is up ends, and says that something may be missing", async () => {
  await converse("Langsam Albatros");
  await db.sql.begin(async (tx) => {
    await tx`lock table search_texts`; // slower than any limit
    const started = performance.now();
    const searched = { query: "albatros", kinds: searchKinds };
    const page = await searchPage(connected, "default", searched, {}, undefined, 50);
    assert.ok(performance.now() - started < 5_000);
    assert.deepEqual([page.items, page.partial, page.hasNextPage], [[], true, false]);
  });
  assert.equal((await found("albatros")).length, 1);
});

test("each page of a slow search has what was found in its time, and the next one goes on there", async () => {
  const ref = await converse("Verdeckt Eisvogel");
  await db.sql`insert into search_texts (tenant, id, kind, object_id, at, text)
    select 'default', 'message_hidden' || n, 'MESSAGE', 'conversation_none', now() + n * interval '1 second', 'Eisvogel'
    from generate_series(1, 8000) n`;
  let cut = 0;
  for (let after: string | null = null;;) {
    const searched = { query: "eisvogel", kinds: searchKinds };
    const page = await searchPage(db.sql, "default", searched, { after }, undefined, 12);
    const end = page.items.at(-1)?.cursor ?? page.after;
    if (page.items.length > 0) assert.equal(page.items[0]?.node.objectId, ref.conversationId);
    if (page.items.length > 0 || !page.hasNextPage && !page.partial) break;
    after = end ?? after;
    assert.ok(++cut < 2_000);
  }
  assert.ok(cut > 0, "one page had enough time for 8,000 texts");
  assert.equal((await found("eisvogel")).length, 1);
});

test("a long text is found by its beginning", async () => {
  await converse(`${"wort ".repeat(3_000)} Anfangsende ${"wort ".repeat(2_000)} Schlussteil`);
  assert.equal((await found("anfangsende")).length, 1);
  assert.equal((await found("schlussteil")).length, 0);
});
