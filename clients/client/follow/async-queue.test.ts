import assert from "node:assert/strict";
import { test } from "node:test";
import { AsyncQueue } from "./async-queue.ts";

test("values are taken in order, requested before or after they are put", async () => {
  const queue = new AsyncQueue<number>();
  const first = queue.next();
  for (const n of [1, 2, 3]) queue.put(n);
  assert.equal(queue.size, 2);
  assert.deepEqual((await first).value, 1);
  assert.deepEqual((await queue.next()).value, 2);
  assert.deepEqual((await queue.next()).value, 3);
});

test("an end and an error follow the buffered values; the error is thrown once", async () => {
  const queue = new AsyncQueue<number>();
  queue.put(1);
  queue.fail(new Error("lost"));
  queue.put(2);
  assert.equal((await queue.next()).value, 1);
  await assert.rejects(queue.next(), /lost/);
  assert.equal((await queue.next()).done, true);
});

test("an error rejects a pending next()", async () => {
  const queue = new AsyncQueue<number>();
  const next = queue.next();
  queue.fail(new Error("lost"));
  await assert.rejects(next, /lost/);
  assert.equal((await queue.next()).done, true);
});

test("drop settles a pending next() and deletes the buffered values", async () => {
  const queue = new AsyncQueue<number>();
  const next = queue.next();
  queue.drop();
  assert.equal((await next).done, true);
  queue.put(1);
  assert.equal(queue.size, 0);
});

test("drained settles when the last value is taken, and when it is dropped", async () => {
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
