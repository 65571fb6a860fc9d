import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Refusal } from "../refusal.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
} from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { closeConversation } from "./close-conversation.ts";
import { updateConversation } from "./update-conversation.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

const update = (conversationId: string, change: { title?: string | null; labels?: string[] }) =>
  updateConversation(db.sql, caller, { idempotencyKey: newKey(), conversationId, ...change });

async function stored(id: string) {
  const [row] = await db.sql<{ title: string | null; labels: string[]; activeAt: Date }[]>`
    select title, labels, active_at from conversations where id = ${id}`;
  assert.ok(row);
  return row;
}

const refusedWith = (type: string) => (error: unknown) =>
  error instanceof Refusal && error.error.type === type;

test("a title and labels are changed one without the other, and null removes the title", async () => {
  const { conversationId: id } = await player(db.sql).start();
  const { activeAt } = await stored(id);
  await update(id, { title: "Prices", labels: ["a", "b"] });
  assert.deepEqual(await stored(id), { title: "Prices", labels: ["a", "b"], activeAt });
  await update(id, { title: null });
  assert.deepEqual(await stored(id), { title: null, labels: ["a", "b"], activeAt });
  await update(id, { labels: [] });
  assert.deepEqual((await stored(id)).labels, []);
});

test("a closed conversation can be renamed, until its content is to be erased", async () => {
  const { conversationId: id } = await player(db.sql).start();
  const close = (erase: boolean) =>
    closeConversation(db.sql, caller, { idempotencyKey: newKey(), conversationId: id, erase });
  await close(false);
  await update(id, { title: "Closed" });
  assert.equal((await stored(id)).title, "Closed");
  await close(true);
  await assert.rejects(update(id, { title: "Back" }), refusedWith("ConflictError"));
  assert.equal((await stored(id)).title, "Closed");
});

test("a conversation of another tenant, or of a research run, does not exist", async () => {
  const { conversationId: id } = await player(db.sql).start();
  await assert.rejects(
    updateConversation(db.sql, { ...caller, tenant: "other" }, {
      ...{ idempotencyKey: newKey(), conversationId: id, title: "x" },
    }),
    refusedWith("NotFoundError"),
  );
  await db.sql`update conversations set research_id = 'research_1' where id = ${id}`;
  await assert.rejects(update(id, { title: "x" }), refusedWith("NotFoundError"));
  assert.equal((await stored(id)).title, null);
});
