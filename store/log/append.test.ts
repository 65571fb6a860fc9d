import assert from "node:assert/strict";
import { after, test } from "node:test";
import { append, lockStream } from "./append.ts";
import { turnEvent } from "./events.ts";
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
