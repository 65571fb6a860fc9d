import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { FeedItemBody, NotedItem } from "../../protocol/feed/feed-item.ts";
import { feedStreamId } from "../../protocol/ids.ts";
import { archiveAgent } from "../commands/archive-agent.ts";
import { closeConversation } from "../commands/close-conversation.ts";
import { eventsAfter } from "../log/read-log.ts";
import { caller, newKey, registerAnalyst, testDatabase } from "../testing/database.ts";
import { player } from "../testing/play-turns.ts";
import { movePending } from "./move-pending.ts";
import { noteItem } from "./note-item.ts";

const db = await testDatabase();
after(() => db[Symbol.asyncDispose]());
const { sql } = db;

const item = (nodeId: string): NotedItem => ({ item: "CONVERSATION_UPDATED", nodeId });

async function feedOf(tenant: string, from = 0): Promise<{ seq: number; body: FeedItemBody }[]> {
  const events = await eventsAfter(sql, feedStreamId(tenant), from, 10_000);
  return events.map(({ seq, body }) => ({ seq, body: body as FeedItemBody }));
}

const nodesOf = async (tenant: string) => (await feedOf(tenant)).map(({ body }) => body.nodeId);

test("a transaction that began earlier and commits later is fed later, and is not lost", async () => {
  const tenant = "late";
  const [early, wrote] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = sql.begin(async (tx) => {
    await noteItem(tx, tenant, item("conversation_1"));
    wrote.resolve();
    await early.promise;
  });
  await wrote.promise;
  await sql.begin((tx) => noteItem(tx, tenant, item("conversation_2")));
  assert.equal((await movePending(sql, 10))?.moved, 1);
  assert.deepEqual(await nodesOf(tenant), ["conversation_2"], "nothing waits for the slow one");
  early.resolve();
  await slow;
  assert.equal((await movePending(sql, 10))?.moved, 1);
  assert.deepEqual(await nodesOf(tenant), ["conversation_2", "conversation_1"]);
});

test("the items of one object keep the order of its stream, whatever began first", async () => {
  const play = player(sql);
  await registerAnalyst(sql);
  const ref = await play.start();
  const call = await play.claim(ref);
  const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  // It has its transaction id first, and the lock of the stream last.
  const closing = sql.begin(async (tx) => {
    await tx`select pg_current_xact_id()`;
    begun.resolve();
    await go.promise;
    return tx`select append_events(${ref.conversationId}, ${
      tx.json([{ id: "x", body: { kind: "TurnChanged", turnId: "turn_x", status: "CANCELLED" } }])
    })`;
  });
  await begun.promise;
  await play.answer(call, "Hello");
  go.resolve();
  await closing;
  await movePending(sql, 1_000);
  const ofTurns = (await feedOf("default")).filter(({ body }) =>
    body.item === "TURN_CHANGED" && body.conversationId === ref.conversationId
  );
  assert.deepEqual(ofTurns.map(({ body }) => body.status), [
    ...["QUEUED", "RUNNING", "COMPLETED", "CANCELLED"],
  ]);
});

test("two feeders, one of which is killed again and again, number every item once and densely", async () => {
  const tenant = "busy";
  const total = 300;
  let written = 0;
  const write = async (writer: number) => {
    for (let n = 0; n < total / 3; n++) {
      await sql.begin((tx) => noteItem(tx, tenant, item(`conversation_${writer}x${n}`)));
      written++;
    }
  };
  const feed = async () => {
    while (written < total || (await movePending(sql, 7))?.moved !== 0) {
      await movePending(sql, 7).catch(() => null);
    }
  };
  const kill = async () => {
    while (written < total) {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query like '%feed_events%' and state = 'active'
          and pid <> pg_backend_pid() limit 1`.catch(() => {});
    }
  };
  const feeding = [feed().catch(() => feed()), feed().catch(() => feed())];
  await Promise.all([write(1), write(2), write(3), kill()]);
  await Promise.allSettled(feeding);
  while ((await movePending(sql, 100))?.moved !== 0);
  const items = await feedOf(tenant);
  assert.deepEqual(items.map(({ seq }) => seq), items.map((_, n) => n + 1));
  assert.equal(items.length, total);
  for (const writer of [1, 2, 3]) {
    const own = items.filter(({ body }) => body.nodeId.startsWith(`conversation_${writer}x`));
    const order = Array.from({ length: total / 3 }, (_, n) => `conversation_${writer}x${n}`);
    assert.deepEqual(own.map(({ body }) => body.nodeId), order);
  }
});

test("a second feeder gets nothing while the first one moves", async () => {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(7401996)`;
    assert.equal(await movePending(sql, 10), null);
  });
  assert.notEqual(await movePending(sql, 10), null);
});

test("items say what changed, of which conversation and agent, and who did it", async () => {
  const play = player(sql);
  const tenant = "default";
  await movePending(sql, 1_000);
  const from = (await feedOf(tenant)).length;
  const ref = await play.start();
  await play.answer(await play.claim(ref), "Hello");
  const id = ref.conversationId;
  await closeConversation(sql, caller, { idempotencyKey: newKey(), conversationId: id });
  await archiveAgent(sql, caller, { idempotencyKey: newKey(), agent: "analyst", archived: true });
  await archiveAgent(sql, caller, { idempotencyKey: newKey(), agent: "analyst", archived: false });
  await movePending(sql, 1_000);
  const items = await feedOf(tenant, from);
  assert.deepEqual(items.map(({ body }) => [body.item, body.status, body.actor?.name]), [
    ["CONVERSATION_STARTED", undefined, "local"],
    ["TURN_CHANGED", "QUEUED", undefined],
    ["TURN_CHANGED", "RUNNING", undefined],
    ["TURN_CHANGED", "COMPLETED", undefined],
    ["CONVERSATION_CLOSED", undefined, "local"],
    ["AGENT_ARCHIVED", undefined, "local"],
    ["AGENT_RESTORED", undefined, "local"],
  ]);
  for (const { body } of items.slice(0, 5)) {
    assert.deepEqual([body.conversationId, body.agent, body.version], [id, "analyst", 1]);
  }
  assert.equal(items.at(0)?.body.nodeId, id);
  assert.match(items.at(1)?.body.nodeId ?? "", /^turn_/);
});
