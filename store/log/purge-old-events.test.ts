import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { append, lockStream } from "./append.ts";
import { turnEvent } from "./events.ts";
import { startConversation } from "../commands/start-conversation.ts";
import {
  caller,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  withAnalyst,
} from "../testing/database.ts";
import { purgeOldEvents } from "./purge-old-events.ts";

const day = 24 * 60 * 60 * 1_000;
let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

/** A stream of six events, the first `old` of them 31 days old. */
async function stream(old: number): Promise<string> {
  const { conversationId: id } = await startConversation(
    db.sql,
    caller,
    withAnalyst(null),
    "emulator",
  );
  await db.sql.begin(async (tx) => {
    await lockStream(tx, "default", id);
    await append(tx, id, [1, 2, 3, 4, 5, 6].map((n) => turnEvent(`turn_${n}`, "QUEUED")));
    await tx`update events set at = now() - interval '31 days' where stream_id = ${id} and seq <= ${old}`;
  });
  return id;
}
const left = async (id: string) => {
  const rows = await db.sql<{ seq: number }[]>`
    select seq from events where stream_id = ${id} order by seq`;
  return rows.map((r) => r.seq);
};

test("events beyond retention are purged, the oldest first, but never the newest of a stream", async () => {
  const [none, some, all] = [await stream(0), await stream(4), await stream(6)];
  assert.equal(await purgeOldEvents(db.sql, 30 * day), 4 + 5);
  assert.deepEqual(await left(none), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(await left(some), [5, 6]);
  assert.deepEqual(await left(all), [6]);
  assert.equal(await purgeOldEvents(db.sql, 30 * day), 0);
});

test("a clock that was set back leaves no gap", async () => {
  const id = await stream(5);
  await db.sql`update events set at = now() where stream_id = ${id} and seq = 2`;
  await purgeOldEvents(db.sql, 30 * day);
  assert.deepEqual(await left(id), [6]);
});

test("only one worker purges at a time", async () => {
  const id = await stream(3);
  await db.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(7401994)`;
    assert.equal(await purgeOldEvents(db.sql, 30 * day), 0);
  });
  assert.equal((await left(id)).length, 6);
});
