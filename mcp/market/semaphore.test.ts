import assert from "node:assert/strict";
import { test } from "node:test";
import { createSemaphore } from "./semaphore.ts";

const patient = new AbortController().signal;

test("those in line come in one by one, in order, also after a failure", async () => {
  const gate = createSemaphore({ running: 1, waiting: 5 });
  const order: number[] = [];
  const run = (n: number) =>
    gate.run(() => {
      order.push(n);
      return n === 1 ? Promise.reject(new Error("no")) : Promise.resolve(n);
    }, patient);
  const ends = await Promise.allSettled([run(1), run(2), run(3)]);
  assert.deepEqual(ends.map((e) => e.status), ["rejected", "fulfilled", "fulfilled"]);
  assert.deepEqual(order, [1, 2, 3]);
});

test("who gives up leaves the line without having run, and takes no place", async () => {
  const gate = createSemaphore({ running: 1, waiting: 1 });
  const first = Promise.withResolvers<void>();
  const running = gate.run(() => first.promise, patient);
  const leaving = new AbortController();
  let ran = false;
  const waiting = gate.run(() => Promise.resolve(ran = true), leaving.signal);
  leaving.abort(new Error("gone"));
  await assert.rejects(waiting, /gone/);
  const next = gate.run(() => Promise.resolve("in"), patient);
  first.resolve();
  await running;
  assert.equal(await next, "in");
  assert.equal(ran, false);
});
