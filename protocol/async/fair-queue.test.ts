import assert from "node:assert/strict";
import { test } from "node:test";
import { FairQueue } from "./fair-queue.ts";

const queueOf = (limit: number, ...items: string[]) => {
  const queue = new FairQueue<string>(limit);
  const lost = items.map((item) => queue.add(item.slice(0, 1), item));
  return { queue, lost };
};
const order = (queue: FairQueue<string>) => {
  const taken: string[] = [];
  for (let item = queue.next(); item !== undefined; item = queue.next()) taken.push(item);
  return taken;
};

test("groups take turns, and each group keeps its order", () => {
  const { queue } = queueOf(10, "a1", "a2", "a3", "b1", "c1", "c2");
  assert.deepEqual(order(queue), ["a1", "b1", "c1", "a2", "c2", "a3"]);
  assert.equal(queue.size, 0);
});

test("a full queue refuses the group that fills it, and makes room for others", () => {
  const { queue, lost } = queueOf(3, "a1", "a2", "a3", "a4", "b1", "b2");
  assert.deepEqual(lost, [null, null, null, "a4", "a3", "b2"]);
  assert.deepEqual(order(queue), ["a1", "b1", "a2"]);
});

test("items that leave are not taken, and their group leaves with the last of them", () => {
  const { queue } = queueOf(10, "a1", "b1", "b2");
  queue.delete("a", "a1");
  queue.delete("a", "a1");
  queue.delete("b", "unknown");
  assert.equal(queue.size, 2);
  assert.deepEqual(queue.takeAll(), ["b1", "b2"]);
  assert.deepEqual([queue.size, queue.next()], [0, undefined]);
});
