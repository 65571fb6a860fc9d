import assert from "node:assert/strict";
import { test } from "node:test";
import { Semaphore } from "./semaphore.ts";

const never = new AbortController().signal;

test("beyond the limit callers wait, first come first served", async () => {
  const semaphore = new Semaphore(1);
  const release = await semaphore.acquire(never);
  const order: number[] = [];
  const waiting = [1, 2].map((n) => semaphore.acquire(never).then((free) => (order.push(n), free)));
  assert.deepEqual([semaphore.active, semaphore.waiting], [1, 2]);
  release();
  (await waiting[0])?.();
  (await waiting[1])?.();
  assert.deepEqual(order, [1, 2]);
  assert.deepEqual([semaphore.active, semaphore.waiting], [0, 0]);
});

test("an aborted wait throws the signal's reason at once and takes no permit", async () => {
  const semaphore = new Semaphore(1);
  const release = await semaphore.acquire(never);
  const stop = new AbortController();
  const waiting = semaphore.acquire(stop.signal);
  stop.abort(new Error("enough"));
  await assert.rejects(waiting, /enough/);
  release();
  await semaphore.acquire(never);
});

test("a permit returned twice counts once", async () => {
  const semaphore = new Semaphore(2);
  const release = await semaphore.acquire(never);
  await semaphore.acquire(never);
  release();
  release();
  assert.equal(semaphore.active, 1);
});
