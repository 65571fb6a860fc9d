import assert from "node:assert/strict";
import { test } from "node:test";
import { sleep } from "./sleep.ts";

test("a sleep ends after its time", async () => {
  const since = performance.now();
  await sleep(20);
  assert.ok(performance.now() - since >= 15);
});

test("an abort ends a sleep at once, also one that begins after it", async () => {
  const stop = new AbortController();
  const sleeping = sleep(60_000, stop.signal);
  stop.abort();
  await sleeping;
  await sleep(60_000, stop.signal);
});

test("a sleep that ended leaves no listener at its signal", async () => {
  let listeners = 0;
  const { signal } = new AbortController();
  const counting = new Proxy(signal, {
    get(target, key) {
      if (key === "addEventListener") listeners++;
      if (key === "removeEventListener") listeners--;
      const value = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  await sleep(1, counting);
  assert.equal(listeners, 0);
});
