import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noSettings } from "../../protocol/agent/agent.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { closeConversation } from "./close-conversation.ts";
import { entriesByIds } from "../conversation/read-entries.ts";
import { openLog } from "../log/open-log.ts";
import { player } from "../testing/play-turns.ts";
import { turnsByIds } from "../turn/read-turns.ts";
import type { EntryRecord, MessageRecord } from "../../protocol/conversation/records.ts";
import { migrate, migrations } from "../database/migrate.ts";
import { registerAgent } from "./register-agent.ts";
import { Refusal } from "../refusal.ts";
import { sendMessage } from "./send-message.ts";
import { startConversation } from "./start-conversation.ts";
import {
  anySchema,
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  text,
  wanted,
  withAnalyst,
} from "../testing/database.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

const specification = {
  name: "analyst",
  description: null,
  model: "m",
  instructions: "Be brief.",
  tools: [],
  settings: noSettings,
  turnBudget: noBudget,
  conversationBudget: noBudget,
  note: null,
  alias: null,
};
const start = (message: string | null = null) =>
  startConversation(db.sql, caller, withAnalyst(message), "emulator");
const send = (conversationId: string, over: { idempotencyKey?: string; text?: string } = {}) =>
  sendMessage(db.sql, caller, {
    idempotencyKey: over.idempotencyKey ?? newKey(),
    conversationId,
    content: text(over.text ?? "hello"),
    budget: null,
    whenBusy: "ENQUEUE",
  }, "emulator");
const refused = (reason: string) => (e: unknown) =>
  e instanceof Refusal && e.error.type === "ConflictError" && e.error.reason === reason;

test("if two processes migrate an empty database at once, each migration is applied by one of them", async () => {
  await using empty = await testDatabase();
  await empty.sql.unsafe("drop schema public cascade; create schema public");
  const applied = await Promise.all([migrate(empty.sql), migrate(empty.sql)]);
  assert.deepEqual(applied.flat().sort(), migrations.map((m) => m.name).sort());
});

test("a hundred concurrent messages get numbers without gaps or duplicates", async () => {
  const conversations = await Promise.all([start(), start(), start(), start(), start()]);
  const sends = conversations.flatMap(({ conversationId }) =>
    Array.from({ length: 20 }, () => send(conversationId))
  );
  await Promise.all(sends);
  const log = await openLog(db.sql, db.url);
  for (const { conversationId } of conversations) {
    const events = await log.events("default", conversationId, 0, 100);
    assert.deepEqual(events.map((f) => f.seq), Array.from({ length: 40 }, (_, i) => i + 1));
  }
});

test("a concurrent duplicate waits for the first and returns its ids", async () => {
  const { conversationId } = await start();
  const idempotencyKey = newKey();
  const answers = await Promise.all([1, 2, 3].map(() => send(conversationId, { idempotencyKey })));
  assert.equal(new Set(answers.map((a) => a.turnId)).size, 1);
  assert.deepEqual(answers.map((a) => a.replayed).sort(), [false, true, true]);
});

test("a key with another input is refused and changes nothing", async () => {
  const { conversationId } = await start();
  const idempotencyKey = newKey();
  await send(conversationId, { idempotencyKey, text: "one" });
  const again = send(conversationId, { idempotencyKey, text: "two" });
  await assert.rejects(again, refused("KEY_REUSED"));
  const log = await openLog(db.sql, db.url);
  assert.equal((await log.stream("default", conversationId))?.head, 2);
});

test("a refusal is not recorded: the same key works once its reason is gone", async () => {
  const idempotencyKey = newKey();
  await assert.rejects(send("conversation_none", { idempotencyKey }), Refusal);
  const { conversationId } = await start();
  assert.equal((await send(conversationId, { idempotencyKey })).replayed, false);
});

test("another tenant's conversation is not found", async () => {
  const { conversationId } = await start();
  const other = { ...caller, tenant: "other" };
  const command = {
    idempotencyKey: newKey(),
    conversationId,
    content: text("x"),
    budget: null,
    whenBusy: "ENQUEUE" as const,
  };
  await assert.rejects(sendMessage(db.sql, other, command, "emulator"), (e) => {
    return e instanceof Refusal && e.error.type === "NotFoundError";
  });
  const log = await openLog(db.sql, db.url);
  assert.equal(await log.stream("other", conversationId), null);
});

test("a full queue, a busy turn and another provider each refuse with their reason", async () => {
  const { conversationId } = await start();
  const command = { conversationId, content: text("x"), budget: null, whenBusy: "REJECT" as const };
  await send(conversationId);
  const busy = sendMessage(db.sql, caller, { ...command, idempotencyKey: newKey() }, "emulator");
  await assert.rejects(busy, refused("BUSY"));
  const elsewhere = sendMessage(db.sql, caller, {
    ...command,
    idempotencyKey: newKey(),
  }, "mistral");
  await assert.rejects(elsewhere, refused("OTHER_PROVIDER"));
  for (let i = 1; i < 20; i++) await send(conversationId);
  await assert.rejects(send(conversationId), refused("QUEUE_FULL"));
});

test("closing cancels queued turns and ends the stream, and nothing can follow", async () => {
  const { conversationId } = await start("first");
  await closeConversation(db.sql, caller, { idempotencyKey: newKey(), conversationId });
  const log = await openLog(db.sql, db.url);
  const events = await log.events("default", conversationId, 0, 100);
  assert.deepEqual(events.map((f) => f.body.kind), [
    "TurnChanged",
    "EntryChanged",
    "TurnChanged",
    "ConversationClosed",
  ]);
  await assert.rejects(send(conversationId), refused("ENDED"));
  const again = closeConversation(db.sql, caller, { idempotencyKey: newKey(), conversationId });
  await assert.rejects(again, refused("ENDED"));
});

test("text that jsonb rejects is stored with replacements of the same length", async () => {
  const { conversationId } = await start();
  await send(conversationId, { text: "a\u0000b\ud800c" });
  const [row] = await db.sql<{ content: { text: string }[] }[]>`
    select content from entries where conversation_id = ${conversationId}`;
  assert.equal(row?.content[0]?.text, "a\ufffdb\ufffdc");
});

test("registering the same agent again makes no version; other content makes the next one", async () => {
  const again = await registerAnalyst(db.sql);
  assert.equal(again.created, false);
  const command = { ...specification, idempotencyKey: newKey(), model: "m2", alias: "canary" };
  const next = await registerAgent(db.sql, caller, command, anySchema);
  assert.equal(next.created, true);
  const [row] = await db.sql`select number from agent_versions where id = ${next.versionId}`;
  assert.equal(row?.number, 2);
});

test("every issue of the tools is reported at once, with its path", async () => {
  const command = {
    ...specification,
    idempotencyKey: newKey(),
    tools: [
      wanted(null, { server: "nowhere" }),
      wanted("missing"),
    ],
  };
  await assert.rejects(registerAgent(db.sql, caller, command, anySchema), (e) => {
    if (!(e instanceof Refusal) || e.error.type !== "ValidationError") return false;
    assert.deepEqual(e.error.issues.map((i) => i.path), [["tools", "0", "server"], [
      "tools",
      "1",
      "name",
    ]]);
    return true;
  });
});

test("a message in the usual case is one statement and answers with what was written", async () => {
  const { conversationId } = await start();
  const { message, turn, ...sent } = await send(conversationId, { text: "hi\u0000 there" });
  assert.ok(message && turn);
  assert.deepEqual(await entriesByIds(db.sql, "default", [sent.entryId]).then(stored), {
    ...stored([message]),
  });
  assert.deepEqual(await turnsByIds(db.sql, "default", [sent.turnId]), [turn]);
  assert.deepEqual(message.content, text("hi\ufffd there"));
  const behind = await send(conversationId);
  assert.equal(behind.message, undefined, "another turn is open: the general case");
});

/** Without the columns that only other kinds of entries have. */
function stored(entries: readonly (EntryRecord | null)[]) {
  const [entry] = entries as MessageRecord[];
  assert.ok(entry);
  const { id, conversationId, turnId, createdAt, status, position, kind } = entry;
  const { role, authorVersionId, idempotencyKey, content } = entry;
  return {
    ...{ id, conversationId, turnId, createdAt, status, position, kind },
    ...{ role, authorVersionId, idempotencyKey, content },
  };
}

test("concurrent duplicates that find a turn open and none open take effect once", async () => {
  for (let round = 0; round < 20; round++) {
    const play = player(db.sql);
    const ref = await play.start();
    const call = await play.claim(ref);
    const idempotencyKey = newKey();
    const ended = play.answer(call, "done");
    const sent = await Promise.all(
      [1, 2, 3, 4].map(() => send(ref.conversationId, { idempotencyKey })),
    );
    await ended;
    assert.equal(new Set(sent.map((s) => s.turnId)).size, 1);
    assert.equal(sent.filter((s) => !s.replayed).length, 1);
    assert.equal((await play.statuses(ref)).length, 2);
  }
});

test("a duplicate that is refused because of the first gets the result of the first", async () => {
  const { conversationId } = await start();
  const command = {
    idempotencyKey: newKey(),
    conversationId,
    content: text("once"),
    budget: null,
    whenBusy: "REJECT" as const,
  };
  const sent = await Promise.all(
    [1, 2, 3].map(() => sendMessage(db.sql, caller, command, "emulator")),
  );
  assert.equal(new Set(sent.map((s) => s.turnId)).size, 1);
});

test("concurrent duplicates of a start make one conversation", async () => {
  const command = withAnalyst("hello");
  const count = async () => (await db.sql`select from conversations`).count;
  const before = await count();
  const started = await Promise.all(
    [1, 2, 3].map(() => startConversation(db.sql, caller, command, "emulator")),
  );
  assert.equal(new Set(started.map((s) => s.conversationId)).size, 1);
  assert.equal(await count(), before + 1);
});
