import assert from "node:assert/strict";
import { after, test } from "node:test";
import { testDatabase } from "../testing/database.ts";
import { consumeFeed, consumeFeeds, type FedItem, type FeedConsumer } from "./consume-feed.ts";
import { movePending } from "./move-pending.ts";
import { noteItem } from "./note-item.ts";

const db = await testDatabase();
after(() => db[Symbol.asyncDispose]());
const { sql } = db;

async function feed(tenant: string, ...ids: string[]) {
  await sql.begin(async (tx) => {
    for (const nodeId of ids) await noteItem(tx, tenant, { item: "TURN_CHANGED", nodeId });
  });
  await movePending(sql, 1_000);
}

/** A consumer that keeps what it is given; `fail` may throw before. */
function collector(name: string, max: number, fail: (tenant: string) => void = () => {}) {
  const got: string[] = [];
  const consumer: FeedConsumer = {
    ...{ name, max },
    handle: (_, tenant, items: readonly FedItem[]) => {
      fail(tenant);
      got.push(...items.map(({ seq, item }) => `${tenant} ${seq} ${item.nodeId}`));
      return Promise.resolve();
    },
  };
  return { consumer, got };
}

test("a consumer gets every item of every tenant once and in order, in batches, and then nothing", async () => {
  await feed("a", "turn_1", "turn_2", "turn_3");
  await feed("b", "turn_4");
  const { consumer, got } = collector("first", 2);
  assert.equal(await consumeFeeds(sql, consumer), 3);
  assert.equal(await consumeFeeds(sql, consumer), 1);
  assert.equal(await consumeFeeds(sql, consumer), 0);
  assert.deepEqual(got.toSorted(), ["a 1 turn_1", "a 2 turn_2", "a 3 turn_3", "b 1 turn_4"]);
  await feed("b", "turn_5");
  assert.equal(await consumeFeeds(sql, consumer), 1);
  assert.equal(got.at(-1), "b 2 turn_5");
});

test("each consumer has its own cursor", async () => {
  const { consumer, got } = collector("second", 100);
  while (await consumeFeeds(sql, consumer) > 0);
  assert.equal(got.length, 5);
});

test("a batch that fails comes again, with its effects undone, and stops no other tenant", async () => {
  await feed("broken", "turn_6");
  await feed("fine", "turn_7");
  let isBroken = true;
  const { consumer, got } = collector("third", 100, (tenant) => {
    if (tenant === "broken" && isBroken) throw new Error("broken");
  });
  await assert.rejects(consumeFeeds(sql, consumer), /broken/);
  assert.ok(got.includes("fine 1 turn_7"));
  assert.ok(!got.some((one) => one.startsWith("broken")));
  isBroken = false;
  assert.equal(await consumeFeeds(sql, consumer), 1);
  assert.equal(got.at(-1), "broken 1 turn_6");
});

test("while one process handles a batch, another gets nothing of that tenant", async () => {
  await feed("busy", "turn_8");
  const [entered, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow: FeedConsumer = {
    ...{ name: "fourth", max: 10 },
    handle: async () => {
      entered.resolve();
      await go.promise;
    },
  };
  const { consumer, got } = collector("fourth", 10);
  await sql`insert into feed_consumers (tenant, name, seq) values ('busy', 'fourth', 0)`;
  const handling = consumeFeed(sql, "busy", slow);
  await entered.promise;
  assert.equal(await consumeFeed(sql, "busy", consumer), 0);
  go.resolve();
  assert.equal(await handling, 1);
  assert.equal(await consumeFeed(sql, "busy", consumer), 0);
  assert.deepEqual(got, []);
});
