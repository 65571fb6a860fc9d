import assert from "node:assert/strict";
import { test } from "node:test";
import { AsyncQueue } from "./async-queue.ts";

test("what is put is taken in order, asked for before or after", async () => {
  const queue = new AsyncQueue<number>();
  const first = queue.next();
  for (const n of [1, 2, 3]) queue.put(n);
  assert.equal(queue.size, 2);
  assert.deepEqual((await first).value, 1);
  assert.deepEqual((await queue.next()).value, 2);
  assert.deepEqual((await queue.next()).value, 3);
});

test("an end and an error come after what waits; the error is thrown once", async () => {
  const queue = new AsyncQueue<number>();
  queue.put(1);
  queue.fail(new Error("lost"));
  queue.put(2);
  assert.equal((await queue.next()).value, 1);
  await assert.rejects(queue.next(), /lost/);
  assert.equal((await queue.next()).done, true);
});

test("an error reaches who waits already", async () => {
  const queue = new AsyncQueue<number>();
  const next = queue.next();
  queue.fail(new Error("lost"));
  await assert.rejects(next, /lost/);
  assert.equal((await queue.next()).done, true);
});

test("dropping settles who waits and forgets the rest", async () => {
  const queue = new AsyncQueue<number>();
  const next = queue.next();
  queue.drop();
  assert.equal((await next).done, true);
  queue.put(1);
  assert.equal(queue.size, 0);
});

test("drained settles when the last is taken, and when it is dropped", async () => {
  const queue = new AsyncQueue<number>();
  await queue.drained();
  queue.put(1);
  const drained = queue.drained();
  await queue.next();
  await drained;
  queue.put(1);
  const dropped = queue.drained();
  queue.drop();
  await dropped;
});
