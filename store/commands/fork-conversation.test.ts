import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { textOf } from "../../protocol/conversation/content.ts";
import { closeConversation } from "./close-conversation.ts";
import { failModelCall, retryModelCall } from "../call/retry-model-call.ts";
import type { ModelInput } from "../call/model-inputs.ts";
import {
  claimAbandonedConversations,
  trackRemoteConversation,
} from "../conversation/remote-conversations.ts";
import { detachForks } from "../erasure/detach-forks.ts";
import { eraseContent } from "../erasure/erase-content.ts";
import { abandonAllConversations, claimErasures } from "../erasure/erasures.ts";
import { entryPage } from "../conversation/read-entries.ts";
import { registerAgent } from "./register-agent.ts";
import { Refusal } from "../refusal.ts";
import { noSettings } from "../../protocol/agent/agent.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { cancelTurn } from "./cancel-turn.ts";
import { player, type Ref } from "../testing/play-turns.ts";
import {
  caller,
  newKey,
  registerAnalyst,
  type TestDatabase,
  testDatabase,
  text,
} from "../testing/database.ts";
import { forkConversation } from "./fork-conversation.ts";

let db: TestDatabase;
let play: ReturnType<typeof player>;
before(async () => {
  db = await testDatabase();
  await registerAnalyst(db.sql);
  play = player(db.sql);
});
after(() => db[Symbol.asyncDispose]());

/** A conversation of this many answered turns, with numbered texts. */
async function talked(turns: number): Promise<Ref> {
  const ref = await play.start("q1");
  for (let n = 1; n <= turns; n++) {
    if (n > 1) await play.send(ref, `q${n}`);
    const call = await play.claim(ref);
    await trackRemoteConversation(db.sql, call, "conv_1");
    await play.answer(call, `a${n}`);
  }
  return ref;
}

const page = async ({ conversationId }: Ref, args = {}) =>
  await entryPage(db.sql, "default", conversationId, args);
const said = async (ref: Ref, args = {}) =>
  (await page(ref, args)).items.map(({ node }) =>
    node.kind === "message" ? textOf(node.content) : node.kind === "tool" ? node.name : ""
  );
const entryOf = async (ref: Ref, words: string) => {
  const found = (await page(ref)).items.find(({ node }) =>
    node.kind === "message" && textOf(node.content) === words
  );
  return found?.node.id ?? "";
};
const textsOf = (inputs: readonly ModelInput[]) =>
  inputs.map((i) => "content" in i ? `${i.type} ${textOf(i.content)}` : `${i.type} ${i.name}`);

async function fork(entryId: string, over: object = {}, provider = "emulator"): Promise<Ref> {
  const command = { idempotencyKey: newKey(), entryId, version: null, content: null, ...over };
  const { conversationId } = await forkConversation(db.sql, caller, command, provider);
  return { tenant: "default", conversationId };
}
const refused = async (forked: Promise<unknown>) => {
  const error = await forked.then(() => null, (e) => e);
  assert.ok(error instanceof Refusal, String(error));
  return "reason" in error.error ? error.error.reason : error.error.type;
};

test("a fork begins with its shared history and restarts from the last answer in it, in the source's remote conversation", async () => {
  const source = await talked(3);
  const forked = await fork(await entryOf(source, "a2"), { content: text("other") });
  assert.deepEqual(await said(forked), ["q1", "a1", "q2", "a2", "other"]);
  assert.deepEqual(await said(source), ["q1", "a1", "q2", "a2", "q3", "a3"]);
  const call = await play.claim(forked);
  assert.deepEqual(call.checkpoint, {
    remoteId: "conv_1",
    lastEntryId: "lastEntryId-a2",
    dirty: true,
    inherited: true,
  });
  assert.deepEqual(textsOf(call.inputs), ["message other"]);
});

test("pages of a fork cross its beginning in both directions", async () => {
  const source = await talked(2);
  const forked = await fork(await entryOf(source, "a2"), { content: text("more") });
  const first = await page(forked, { first: 3 });
  assert.ok(first.hasNextPage);
  const rest = await page(forked, { after: first.items.at(-1)?.cursor });
  assert.deepEqual(rest.items.length, 2);
  const last = await page(forked, { last: 2 });
  assert.deepEqual(await said(forked, { last: 2 }), ["a2", "more"]);
  assert.deepEqual(await said(forked, { last: 9, before: last.items[0]?.cursor }), [
    "q1",
    "a1",
    "q2",
  ]);
});

test("a fork in the middle of a turn, or after a cancelled one, replays what its checkpoint does not cover", async () => {
  const source = await talked(1);
  const { turnId } = await play.send(source, "cut");
  await play.saying(await play.claim(source), "half");
  await cancelTurn(db.sql, caller, { idempotencyKey: newKey(), turnId, reason: null });
  const forked = await fork(await entryOf(source, "half"), { content: text("go on") });
  const call = await play.claim(forked);
  assert.equal(call.checkpoint?.lastEntryId, "lastEntryId-a1");
  assert.deepEqual(textsOf(call.inputs).map((t) => t.split("\n")[0]), [
    "message cut",
    "answer half",
    "message go on",
  ]);
  const atQuestion = await fork(await entryOf(source, "cut"));
  assert.deepEqual(await said(atQuestion), ["q1", "a1", "cut"]);
});

test("another version starts with the whole history; so does a fork whose checkpoint the provider lost, in the same turn", async () => {
  const source = await talked(2);
  const at = await entryOf(source, "a2");
  const { versionId } = await registerAgent(db.sql, caller, {
    ...{ idempotencyKey: newKey(), name: "analyst", description: null, model: "m2" },
    ...{ instructions: "Be brief.", tools: [], settings: noSettings, note: null, alias: null },
    ...{ turnBudget: noBudget, conversationBudget: noBudget },
  }, () => []);
  const [v] = await db.sql`select number from agent_versions where id = ${versionId}`;
  const other = await fork(at, { version: { number: v?.number }, content: text("go on") });
  const call = await play.claim(other);
  assert.deepEqual([call.checkpoint, call.version.id], [null, versionId]);
  const all = ["message q1", "answer a1", "message q2", "answer a2", "message go on"];
  assert.deepEqual(textsOf(call.inputs), all);
  await play.answer(call, "yes");
  assert.deepEqual(textsOf((await nextCall(other, "and")).inputs), ["message and"]);

  const same = await fork(at, { content: text("go on") });
  const first = await play.claim(same);
  await retryModelCall(db.sql, first, {
    failure: { code: "UNAVAILABLE", message: "gone" },
    ...{
      retryAt: new Date(),
      consumed: false,
      remoteConversationUnknown: false,
      counts: true,
      replayAll: true,
    },
  });
  const again = await play.claim(same);
  assert.deepEqual([again.checkpoint, textsOf(again.inputs)], [null, all]);
  await failModelCall(db.sql, again, { code: "REFUSED", message: "no" });
  assert.deepEqual(textsOf((await nextCall(same, "next")).inputs), [
    ...all.slice(0, -1),
    "message next",
  ]);
});

async function nextCall(ref: Ref, message: string) {
  await play.send(ref, message);
  return await play.claim(ref);
}

test("a fork of a fork has the whole history, wherever it is made", async () => {
  const source = await talked(2);
  const forked = await fork(await entryOf(source, "a1"), { content: text("b1") });
  await play.answer(await play.claim(forked), "c1");
  const again = await fork(await entryOf(forked, "c1"), { content: text("d1") });
  assert.deepEqual(await said(again), ["q1", "a1", "b1", "c1", "d1"]);
  assert.equal((await play.claim(again)).checkpoint?.lastEntryId, "lastEntryId-c1");
  const ofShared = await fork(await entryOf(forked, "q1"));
  assert.deepEqual(await said(ofShared), ["q1"]);
});

test("unknown, discarded and unfinished entries and other providers are refused, each with its error; a closed source is accepted", async () => {
  const source = await talked(1);
  const at = await entryOf(source, "a1");
  assert.equal(await refused(fork("message_none")), "NotFoundError");
  assert.equal(await refused(fork(at, { version: { number: 99 } })), "NotFoundError");
  assert.equal(await refused(fork(at, {}, "mistral")), "OTHER_PROVIDER");
  const { turnId, entryId } = await play.send(source, "q2");
  assert.equal(await refused(fork(entryId)), "BUSY");
  await db.sql`update entries set status = 'DISCARDED' where id = ${entryId}`;
  assert.equal(await refused(fork(entryId)), "ValidationError");
  await cancelTurn(db.sql, caller, { idempotencyKey: newKey(), turnId, reason: null });
  const { conversationId } = source;
  await closeConversation(db.sql, caller, { idempotencyKey: newKey(), conversationId });
  assert.deepEqual(await said(await fork(at)), ["q1", "a1"]);
  await closeConversation(db.sql, caller, {
    idempotencyKey: newKey(),
    conversationId,
    erase: true,
  });
  assert.equal(await refused(fork(at)), "ENDED");
});

test("a repeated key returns the same fork", async () => {
  const entryId = await entryOf(await talked(1), "a1");
  const command = { idempotencyKey: newKey(), entryId, version: null, content: text("x") };
  const both = await Promise.all(
    [1, 2].map(() => forkConversation(db.sql, caller, command, "emulator")),
  );
  assert.equal(both[0]?.conversationId, both[1]?.conversationId);
  assert.deepEqual(both.map((b) => b.replayed).sort(), [false, true]);
});

test("the remote conversation of a fork's checkpoint is not deleted", async () => {
  const source = await talked(1);
  const remoteId = `conv_${newKey()}`;
  const { conversationId } = source;
  await db.sql`insert into remote_conversations (tenant, provider, remote_id, conversation_id)
    values ('default', 'emulator', ${remoteId}, ${conversationId})`;
  await db
    .sql`update calls set checkpoint = jsonb_set(checkpoint, '{remoteId}', to_jsonb(${remoteId}::text))
    where conversation_id = ${conversationId}`;
  const forked = await fork(await entryOf(source, "a1"), { content: text("go on") });
  await db.sql`update remote_conversations set abandoned_at = now() - interval '1 hour'
    where remote_id = ${remoteId}`;
  const abandoned = () =>
    claimAbandonedConversations(db.sql, "emulator", { afterMs: 0, limit: 100 });
  assert.ok(!(await abandoned()).some((one) => one.remoteId === remoteId));
  await play.answer(await play.claim(forked), "done");
  await db.sql`update remote_conversations set abandoned_at = now() - interval '1 hour'
    where remote_id = ${remoteId}`;
  assert.ok((await abandoned()).some((one) => one.remoteId === remoteId));
});

test("erased content is gone from the whole database, and forks continue with the rest", async () => {
  const word = `secret-${newKey()}`;
  const source = await play.start(word);
  const { due } = await play.ask(await play.claim(source), [word]);
  assert.equal(due.next, "tools");
  await db.sql`update calls set status = 'COMPLETED', result = ${word}, output = ${word}
    where conversation_id = ${source.conversationId} and kind = 'tool'`;
  await db.sql`update conversations set title = ${word}, labels = ${[word]}
    where id = ${source.conversationId}`;
  await play.answer(await play.claim(source), word);
  const forked = await fork(await entryOf(source, word), { content: text("mine") });
  await play.claim(forked);
  // Remote ids of this test contain the words; a provider's do not.
  await db.sql`update calls set checkpoint = null, remote_tool_call_id = null`;
  const before = await db
    .sql`select count(*) from events where stream_id = ${source.conversationId}`;
  const { conversationId } = source;
  await closeConversation(db.sql, caller, {
    idempotencyKey: newKey(),
    conversationId,
    erase: true,
  });
  const due2 = await claimErasures(db.sql, { afterMs: 0, againMs: 60_000, max: 10 });
  assert.ok(due2.some((d) => d.id === conversationId));
  while (!await eraseContent(db.sql, conversationId));
  while (!await detachForks(db.sql, conversationId));
  await abandonAllConversations(db.sql, conversationId);
  assert.deepEqual(await rowsWith(word), []);
  const after = await db.sql`select count(*) from events where stream_id = ${conversationId}`;
  assert.equal(Number(after[0]?.count), Number(before[0]?.count) + 1);
  const call = await nextCall(forked, "still there?");
  assert.deepEqual([call.checkpoint, textsOf(call.inputs)], [null, [
    "message mine",
    "message still there?",
  ]]);
});

/** Tables that contain a word in any column. */
async function rowsWith(word: string): Promise<string[]> {
  const tables = await db.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await db.sql`select 1 from ${db.sql(name)} t where t::text like ${`%${word}%`}`;
    if (rows.length > 0) found.push(name);
  }
  return found;
}
