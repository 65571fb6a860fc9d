import assert from "node:assert/strict";
import { after, test } from "node:test";
import { markOf } from "../../protocol/log/cursor.ts";
import type { DurableEvent } from "../../protocol/log/event.ts";
import { append, lockStream } from "./append.ts";
import { entryEvent, turnEvent } from "./events.ts";
import { readNotification } from "./notified-text.ts";
import { eventsAfter } from "./read-log.ts";
import { testDatabase } from "../testing/database.ts";

const db = await testDatabase();
after(() => db[Symbol.asyncDispose]());

test("an event that the stream has already, or that is twice in a batch, gets no number", async () => {
  const { sql } = db;
  await sql`insert into streams (id, tenant) values ('conversation_a', 'default')`;
  const [first, second] = [turnEvent("turn_1", "QUEUED"), turnEvent("turn_1", "RUNNING")];
  const heads = await sql.begin(async (tx) => {
    await lockStream(tx, "default", "conversation_a");
    const heads = [await append(tx, "conversation_a", [first, first, second])];
    heads.push(await append(tx, "conversation_a", [second]));
    return heads;
  });
  assert.deepEqual(heads, [2, 2]);
  const events = await eventsAfter(sql, "conversation_a", 0, 10);
  assert.deepEqual(events.map(({ seq, body }) => [seq, body]), [[1, first.body], [2, second.body]]);
});

test("a notification has the appended events as they are read, and the stream alone where they are too long", async () => {
  const heard: string[] = [];
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { unlisten } = await db.sql.listen("tramontane_log", (payload) => {
    if (payload === "end") end();
    else heard.push(payload);
  });
  const id = "conversation_b";
  await db.sql`insert into streams (id, tenant) values (${id}, 'default')`;
  await db.sql.begin((tx) => append(tx, id, [turnEvent("turn_1", "QUEUED")]));
  const again = [turnEvent("turn_1", "QUEUED"), entryEvent("turn_1", "message_1", "COMPLETED")];
  await db.sql.begin((tx) => append(tx, id, [...again, turnEvent("turn_1", "RUNNING")]));
  const long = Array.from({ length: 150 }, (_, n) => entryEvent("turn_1", `tool_${n}`, "RUNNING"));
  await db.sql.begin((tx) => append(tx, id, long));
  await db.sql`select pg_notify('tramontane_log', 'end')`;
  await ended;
  await unlisten();
  const read = await eventsAfter(db.sql, id, 0, 200);
  const notified = heard.map(readNotification);
  assert.deepEqual(notified.flatMap((n) => n.events), read.slice(0, 3));
  assert.deepEqual(notified.map((n) => n.changed), [[], [], [id]]);
  const marks = (events: readonly DurableEvent[]) => events.map(markOf);
  assert.deepEqual(marks(notified.flatMap((n) => n.events)), marks(read.slice(0, 3)));
});
