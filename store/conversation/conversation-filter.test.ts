import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ConversationFilter } from "../../protocol/conversation/records.ts";
import { cancelTurn } from "../commands/cancel-turn.ts";
import { failTurn } from "../turn/fail-turn.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../testing/database.ts";
import { player, type Ref } from "../testing/play-turns.ts";
import { conversationPage } from "./read-conversations.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

/** The names of those of `refs` that the filter finds. */
async function found(filter: ConversationFilter, refs: Record<string, Ref>): Promise<string[]> {
  const page = await conversationPage(db.sql, "default", filter, { first: 250 });
  const ids = new Set(page.items.map(({ node }) => node.id));
  return Object.entries(refs).flatMap(([name, ref]) => ids.has(ref.conversationId) ? [name] : []);
}

async function turnOf({ conversationId }: Ref, number: number): Promise<string> {
  const [turn] = await db.sql<{ id: string }[]>`
    select id from turns where conversation_id = ${conversationId} and number = ${number}`;
  return turn?.id ?? "";
}

const fail = async (ref: Ref, number: number) => {
  const id = await turnOf(ref, number);
  await db.sql.begin((tx) =>
    failTurn(tx as never, ref.conversationId, id, { code: "INTERNAL", message: "It broke." })
  );
};

const cancel = async (ref: Ref, number: number) =>
  await cancelTurn(db.sql, caller, {
    ...{ idempotencyKey: newKey(), turnId: await turnOf(ref, number), reason: null },
  });

test("the last turn is the one with the highest number, whether it has ended or not", async () => {
  const play = player(db.sql);
  const start = async () => {
    const ref = await play.start();
    return { ref, call: await play.claim(ref) };
  };
  const done = await start();
  await play.answer(done.call, "done");
  const failed = await start();
  await fail(failed.ref, 1);
  const mended = await start();
  await fail(mended.ref, 1);
  await play.send(mended.ref, "again");
  await play.answer(await play.claim(mended.ref), "done");
  const busy = await start();
  const queued = await start();
  await play.send(queued.ref, "next");
  const cancelled = await start();
  await play.send(cancelled.ref, "next");
  await cancel(cancelled.ref, 2);
  const refs = {
    ...{ done: done.ref, failed: failed.ref, mended: mended.ref, busy: busy.ref },
    ...{ queued: queued.ref, cancelled: cancelled.ref },
  };
  const withLast = (lastTurn: ConversationFilter["lastTurn"]) => found({ lastTurn }, refs);
  assert.deepEqual(await withLast("COMPLETED"), ["done", "mended"]);
  assert.deepEqual(await withLast("FAILED"), ["failed"]);
  assert.deepEqual(await withLast("CANCELLED"), ["cancelled"]);
  assert.deepEqual(await withLast("RUNNING"), ["busy"]);
  assert.deepEqual(await withLast("QUEUED"), ["queued"]);
  assert.deepEqual(await found({ currentTurn: "RUNNING" }, refs), ["busy", "queued", "cancelled"]);
  // Its first turn ends after the second: it is not the last one for that.
  await play.answer(cancelled.call, "late");
  assert.deepEqual(await withLast("CANCELLED"), ["cancelled"]);
});

test("the cost is that of the ended turns, and a limit includes what costs exactly as much", async () => {
  const play = player(db.sql);
  const ref = await play.start();
  const priced = async () => {
    const call = await play.claim(ref);
    await db.sql`update calls set input_rate = 100, output_rate = 1000 where id = ${call.id}`;
    return call;
  };
  await play.answer(await priced(), "one");
  await play.send(ref, "two");
  const second = await priced();
  const costs = (minCostNanos: number) => found({ minCostNanos }, { ref });
  // Five tokens of input and three of output.
  assert.deepEqual([await costs(3_500), await costs(3_501)], [["ref"], []]);
  await play.answer(second, "two");
  assert.deepEqual([await costs(7_000), await costs(7_001)], [["ref"], []]);
});

test("a range has its begin and not its end, within ten minutes and beyond", async () => {
  const { conversationId } = await player(db.sql).start();
  const at = new Date("2026-03-04T10:07:00Z");
  await db.sql`update conversations set created_at = ${at}, active_at = ${at}
    where id = ${conversationId}`;
  const ref = { tenant: "default", conversationId };
  const minutes = (n: number) => new Date(at.getTime() + n * 60_000);
  for (const time of ["created", "active"] as const) {
    const range = (from: Date, to: Date) =>
      found({ [`${time}From`]: from, [`${time}To`]: to }, { ref });
    assert.deepEqual(await range(at, minutes(1)), ["ref"], time);
    assert.deepEqual(await range(minutes(-60), minutes(60)), ["ref"], time);
    assert.deepEqual(await range(minutes(-1), at), [], time);
    assert.deepEqual(await range(minutes(1), minutes(60)), [], time);
  }
});

test("a version is one of the agent's", async () => {
  const ref = await player(db.sql).start();
  assert.deepEqual(await found({ agent: "analyst", version: 1 }, { ref }), ["ref"]);
  assert.deepEqual(await found({ agent: "analyst", version: 2 }, { ref }), []);
  assert.deepEqual(await found({ agent: "other" }, { ref }), []);
});
