import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eraseContent } from "../erasure/erase-content.ts";
import { registerAnalyst, type TestDatabase, testDatabase } from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { failTurn } from "../turn/fail-turn.ts";
import { failedTurns, lastTurns } from "../turn/read-turns.ts";
import { firstTexts, turnCounts } from "./list-parts.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

test("a list shows the first words, the number of turns and the last turn of each conversation", async () => {
  const play = player(db.sql);
  const ref = await play.start("What is\n\nthe price?");
  await play.answer(await play.claim(ref), "7");
  await play.send(ref, "And now?");
  const ids = [ref.conversationId, "conversation_none"];
  assert.deepEqual(await firstTexts(db.sql, "default", ids), ["What is the price?", null]);
  assert.deepEqual(await turnCounts(db.sql, "default", ids), [2, 0]);
  const [last, none] = await lastTurns(db.sql, "default", ids);
  assert.deepEqual([last?.number, last?.status, none], [2, "QUEUED", null]);
  for (const read of [firstTexts, lastTurns]) {
    assert.deepEqual(await read(db.sql, "other", ids), [null, null]);
  }
  assert.deepEqual(await turnCounts(db.sql, "other", ids), [0, 0]);
});

test("the first words are those of the first message that counts, and none after an erasure", async () => {
  const play = player(db.sql);
  const ref = await play.start("wrong");
  await play.claim(ref);
  await play.send(ref, "right", "ROLLBACK");
  const read = () => firstTexts(db.sql, "default", [ref.conversationId]);
  assert.deepEqual(await read(), ["right"]);
  await eraseContent(db.sql, ref.conversationId);
  assert.deepEqual(await read(), [null]);
});

test("turns that failed are listed, the latest first, on pages", async () => {
  const play = player(db.sql);
  const fail = async () => {
    const ref = await play.start();
    const { turnId } = await play.claim(ref);
    const failure = { code: "INTERNAL", message: "It broke." } as const;
    await db.sql.begin((tx) => failTurn(tx as never, ref.conversationId, turnId, failure));
    return turnId;
  };
  const failed = [await fail(), await fail()].toReversed();
  const page = await failedTurns(db.sql, "default", { first: 1 });
  const next = await failedTurns(db.sql, "default", { first: 1, after: page.items[0]?.cursor });
  assert.deepEqual([page, next].flatMap((one) => one.items.map(({ node }) => node.id)), failed);
  assert.deepEqual([page.hasNextPage, next.hasNextPage], [true, false]);
  assert.deepEqual((await failedTurns(db.sql, "other", {})).items, []);
});
