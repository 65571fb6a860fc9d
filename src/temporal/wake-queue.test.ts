import assert from "node:assert/strict";
import { test } from "node:test";
import { wakeQueue } from "./wake-queue.ts";

const never = () => new Promise<void>(() => {});
const microtasks = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

function pending() {
  const begun: string[] = [];
  const release: (() => void)[] = [];
  const wakeOne = (key: string) => {
    begun.push(key);
    return new Promise<boolean>((resolve) => release.push(() => resolve(true)));
  };
  return { begun, release, wakeOne };
}

/** Fails while `down`, until `up` is called. */
function broken() {
  const calls: string[] = [];
  const waiters: (() => void)[] = [];
  const state = { down: true };
  return {
    calls,
    wakeOne: (key: string, value: string) => {
      calls.push(`${key}=${value}`);
      return Promise.resolve(!state.down);
    },
    untilUp: () => new Promise<void>((resolve) => waiters.push(resolve)),
    asked: () => waiters.length,
    up(down = false) {
      state.down = down;
      waiters.splice(0).forEach((resolve) => resolve());
    },
  };
}

test("calls are limited in number, and all are made in the end", async () => {
  const { begun, release, wakeOne } = pending();
  const queue = wakeQueue(wakeOne, { parallel: 2, untilUp: never, onDropped: () => {} });
  for (const key of ["a", "b", "c", "d"]) queue.wake(key, "");
  assert.deepEqual(begun, ["a", "b"]);
  const idle = queue.idle();
  while (begun.length < 4) {
    release.shift()?.();
    await microtasks();
  }
  release.forEach((r) => r());
  await idle;
  assert.deepEqual(begun, ["a", "b", "c", "d"]);
});

test("a waiting key is called once; a running one is called again", () => {
  const { begun, wakeOne } = pending();
  const queue = wakeQueue(wakeOne, { parallel: 2, untilUp: never, onDropped: () => {} });
  for (const key of ["a", "a", "b", "b"]) queue.wake(key, "");
  assert.deepEqual(begun, ["a", "a"]);
});

test("a key without room is dropped and reported", () => {
  const { wakeOne } = pending();
  const dropped: string[] = [];
  const queue = wakeQueue(wakeOne, {
    parallel: 1,
    waiting: 1,
    untilUp: never,
    onDropped: (k) => dropped.push(k),
  });
  for (const key of ["a", "b", "c"]) queue.wake(key, "");
  assert.deepEqual(dropped, ["c"]);
});

test("a failed call is retried once the other side is up, with the newest value, before idle", async () => {
  const b = broken();
  const queue = wakeQueue(b.wakeOne, { parallel: 1, untilUp: b.untilUp, onDropped: () => {} });
  queue.wake("a", "1");
  await microtasks();
  queue.wake("b", "1");
  queue.wake("a", "2");
  await microtasks();
  assert.deepEqual(b.calls, ["a=1"], "nothing is called while it is down");
  assert.equal(b.asked(), 1, "and it is looked for once, however many wait");
  const idle = queue.idle();
  b.up();
  await idle;
  assert.deepEqual(b.calls.toSorted(), ["a=1", "a=2", "b=1"]);
});

test("calls that fail although the other side is up end, and the dropped key is reported", async () => {
  const b = broken();
  const dropped: string[] = [];
  const onDropped = (key: string) => dropped.push(key);
  const queue = wakeQueue(b.wakeOne, { attempts: 3, untilUp: b.untilUp, onDropped });
  queue.wake("a", "1");
  for (let i = 0; i < 5; i++) {
    await microtasks();
    b.up(true);
  }
  assert.equal(b.calls.length, 3);
  assert.deepEqual(dropped, ["a"]);
});
