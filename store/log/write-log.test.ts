import { Buffer } from "node:buffer";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ClaimedModelCall } from "../call/claimed-model-call.ts";
import { claimNextAction } from "../turn/claim-next-action.ts";
import { startConversation } from "../commands/start-conversation.ts";
import {
  caller,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  withAnalyst,
} from "../testing/database.ts";
import { aWrite, writeOne } from "../testing/write.ts";
import { readNotification } from "./notified-text.ts";
import { writeKey, writeLog } from "./write-log.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
});
after(() => db[Symbol.asyncDispose]());

async function claimed(): Promise<ClaimedModelCall> {
  const started = await startConversation(db.sql, caller, withAnalyst("hello"), "emulator");
  const ref = { tenant: "default", conversationId: started.conversationId };
  const policy = {
    leaseMs: 0,
    maxAttempts: 5,
    provider: "emulator",
    turnMs: 60_000,
    toolCallsPerTurn: 50,
    toolCallsPerAnswer: 20,
  };
  const next = await claimNextAction(db.sql, ref, policy);
  assert.equal(next.next, "model");
  return (next as { call: ClaimedModelCall }).call;
}
const opened = (call: ClaimedModelCall, id: string) => ({
  kind: "message" as const,
  id,
  versionId: call.version.id,
});
const chunk = (entryId: string, offset: number, text: string) => ({
  entryId,
  part: 0,
  kind: "TEXT" as const,
  offset,
  text,
});
const draftsOf = async (entryId: string) => {
  const rows = await db.sql<{ startOffset: number; text: string }[]>`
    select start_offset, text from drafts where entry_id = ${entryId} order by start_offset`;
  return rows.map((r) => `${r.startOffset}:${r.text}`);
};
const headOf = async (id: string) => {
  const [row] = await db.sql<{ head: number }[]>`select head from streams where id = ${id}`;
  return row?.head;
};

test("a batch that is written again changes nothing", async () => {
  const [a, b] = [await claimed(), await claimed()];
  const batch = [
    aWrite(a, [opened(a, "again_a")], [chunk("again_a", 0, "one")]),
    aWrite(b, [opened(b, "again_b")], [chunk("again_b", 0, "two")]),
  ];
  const first = await writeLog(db.sql, batch);
  const head = await headOf(a.conversationId);
  assert.deepEqual(await writeLog(db.sql, batch), first);
  assert.deepEqual([...first.values()], ["written", "written"]);
  assert.equal(await headOf(a.conversationId), head);
  assert.deepEqual(await draftsOf("again_a"), ["0:one"]);
});

test("an entry's position is the number of the event that announced it", async () => {
  const call = await claimed();
  const ids = ["place_a", "place_b"];
  await writeOne(db.sql, call, ids.map((id) => opened(call, id)), []);
  const rows = await db.sql<{ position: number; seq: number }[]>`
    select e.position, f.seq from entries e join events f on f.body->>'entryId' = e.id and f.body->>'status' = 'RUNNING'
    where e.id = any(${ids}) order by e.position`;
  assert.equal(rows.length, 2);
  for (const { position, seq } of rows) assert.equal(position, seq);
});

test("a locked stream is skipped, the others are written, and nothing waits", async () => {
  const [free, locked] = [await claimed(), await claimed()];
  const batch = [
    aWrite(locked, [opened(locked, "busy_a")], [chunk("busy_a", 0, "later")]),
    aWrite(free, [opened(free, "busy_b")], [chunk("busy_b", 0, "now")]),
  ];
  await db.sql.begin(async (tx) => {
    await tx`select id from streams where id = ${locked.conversationId} for update`;
    const outcomes = await writeLog(db.sql, batch);
    assert.deepEqual(batch.map((w) => outcomes.get(writeKey(w))), ["busy", "written"]);
  });
  assert.deepEqual(await draftsOf("busy_a"), []);
  assert.deepEqual([...(await writeLog(db.sql, batch)).values()], ["written", "written"]);
});

test("text of an open entry is written while its stream is locked: it takes no lock", async () => {
  const call = await claimed();
  await writeOne(db.sql, call, [opened(call, "free_a")], [chunk("free_a", 0, "a")]);
  await db.sql.begin(async (tx) => {
    await tx`select id from streams where id = ${call.conversationId} for update`;
    assert.equal(await writeOne(db.sql, call, [], [chunk("free_a", 1, "b")]), "written");
  });
});

test("drafts that a crash lost are reported, and nothing is written after the gap", async () => {
  const call = await claimed();
  await writeOne(db.sql, call, [opened(call, "gone_a")], [chunk("gone_a", 0, "lost")]);
  await db.sql`delete from drafts where entry_id = 'gone_a'`;
  const written = [{ entryId: "gone_a", part: 0 }];
  assert.equal(await writeOne(db.sql, call, [], [chunk("gone_a", 4, "!")], written), "gone");
  assert.equal(await writeOne(db.sql, call, [], [], written), "gone");
  assert.deepEqual(await draftsOf("gone_a"), []);
  assert.equal(await writeOne(db.sql, call, [], [chunk("gone_a", 0, "lost!")], []), "written");
  assert.equal(await writeOne(db.sql, call, [], [], written), "written");
});

test("NUL and lone surrogates are stored as replacements of the same length", async () => {
  const call = await claimed();
  await writeOne(db.sql, call, [opened(call, "bad_a")], [chunk("bad_a", 0, "a\u0000b\ud800c")]);
  assert.deepEqual(await draftsOf("bad_a"), ["0:a\ufffdb\ufffdc"]);
});

test("one notification names all streams of a batch, with their text, and stays under 7 KB", async () => {
  const calls = await Promise.all(Array.from({ length: 3 }, claimed));
  const entry = (call: ClaimedModelCall) => `note_${call.id}`;
  await writeLog(db.sql, calls.map((c) => aWrite(c, [opened(c, entry(c))], [])));
  const heard: string[] = [];
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const { unlisten } = await db.sql.listen("tramontane_log", (payload) => {
    heard.push(payload);
    if (payload === "end") end();
  });
  await writeLog(db.sql, calls.map((c) => aWrite(c, [], [chunk(entry(c), 0, "x")])));
  const many = Array.from({ length: 250 }, (_, i) => `conversation_${String(i).padStart(40, "0")}`);
  await db.sql`select notify_streams(${many})`;
  await db.sql`select pg_notify('tramontane_log', 'end')`;
  await ended;
  await unlisten();
  const ids = calls.map((c) => c.conversationId).toSorted();
  const [first, ...pages] = heard.slice(0, -1);
  const { changed, texts } = readNotification(first ?? "");
  assert.deepEqual([changed, texts.map((t) => t.streamId).toSorted()], [[], ids]);
  assert.deepEqual(new Set(texts.map((t) => `${t.offset}:${t.text}`)), new Set(["0:x"]));
  const seenBefore = first?.split(",").filter((id) => ids.includes(id)).toSorted();
  assert.deepEqual(seenBefore, ids, "a process of an earlier version finds the ids");
  assert.deepEqual(pages.map((p) => p.split(",").length).toSorted((a, b) => b - a), [100, 100, 50]);
  for (const page of pages) assert.ok(page.length < 7_000);
});

/** The notifications that these writes cause, without those of events. */
async function notifiedBy(writes: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = [];
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const { unlisten } = await db.sql.listen("tramontane_log", (payload) => {
    if (payload === "end") end();
    else if (readNotification(payload).events.length === 0) heard.push(payload);
  });
  await writes();
  await db.sql`select pg_notify('tramontane_log', 'end')`;
  await ended;
  await unlisten();
  return heard;
}

test("texts of any length are committed; those that fit are distributed to notifications below the limit", async () => {
  const call = await claimed();
  await writeOne(db.sql, call, [opened(call, "long_a")], [chunk("long_a", 0, "-")]);
  const lengths = [10, 3_800, 3_800, 20_000, 500, 7_000];
  let offset = 1;
  const chunks = lengths.map((length, n) => {
    const text = (n % 2 === 0 ? "\u20ac" : "\ud83d\ude00").repeat(length / 6) +
      "x".repeat(length % 6);
    return chunk("long_a", (offset += text.length) - text.length, text);
  });
  const heard = await notifiedBy(() => writeOne(db.sql, call, [], chunks));
  for (const payload of heard) assert.ok(Buffer.byteLength(payload) < 8_000);
  const all = heard.map(readNotification);
  assert.deepEqual(
    all.flatMap((n) => n.texts).map((t) => `${t.offset}:${t.text}`),
    chunks.filter((c) => Buffer.byteLength(c.text) < 7_000).map((c) => `${c.offset}:${c.text}`),
  );
  const unread = chunks.length - all.flatMap((n) => n.texts).length;
  assert.deepEqual(all.flatMap((n) => n.changed), Array(unread).fill(call.conversationId));
  assert.equal((await draftsOf("long_a")).length, 1 + chunks.length);
});

test("a row grows in place, and an older write of it does not shorten it", async () => {
  const call = await claimed();
  await writeOne(db.sql, call, [opened(call, "row_a")], [chunk("row_a", 0, "one")]);
  const grown = { ...chunk("row_a", 3, " two"), row: { offset: 0, text: "one two" } };
  const older = { ...chunk("row_a", 2, "e"), row: { offset: 0, text: "one" } };
  await writeOne(db.sql, call, [], [grown]);
  await writeOne(db.sql, call, [], [older]);
  assert.deepEqual(await draftsOf("row_a"), ["0:one two"]);
});

test("only committed text is notified: that with an announcement after it, none of a call that lost its claim", async () => {
  const [call, lost] = [await claimed(), await claimed()];
  const heard = await notifiedBy(async () => {
    await writeOne(db.sql, call, [opened(call, "said_a")], [chunk("said_a", 0, "with it")]);
    await writeLog(db.sql, [
      aWrite(call, [], [chunk("said_a", 7, ", after it")]),
      aWrite({ ...lost, fence: lost.fence + 1 }, [], [chunk("said_b", 0, "late")]),
    ]);
  });
  const texts = heard.flatMap((payload) => readNotification(payload).texts);
  assert.deepEqual(texts.map((t) => `${t.draftId} ${t.offset}:${t.text}`), [
    "said_a 0:with it",
    "said_a 7:, after it",
  ]);
});
