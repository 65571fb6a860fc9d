import assert from "node:assert/strict";
import { test } from "node:test";
import { createCache } from "./cache.ts";

test("the least recently used entry is evicted", async () => {
  const cache = createCache(2);
  const loads: string[] = [];
  const get = (key: string) =>
    cache.get(key, 1_000, () => {
      loads.push(key);
      return Promise.resolve(key);
    });
  for (const key of ["a", "b", "a", "c", "a", "b"]) await get(key);
  assert.deepEqual(loads, ["a", "b", "c", "b"]);
});

test("all waiting callers receive a failed load, and the next call loads again", async () => {
  const cache = createCache(2);
  const fail = () => cache.get("a", 1_000, () => Promise.reject(new Error("down")));
  const both = await Promise.allSettled([fail(), fail()]);
  assert.deepEqual(both.map((r) => r.status), ["rejected", "rejected"]);
  assert.equal(await cache.get("a", 1_000, () => Promise.resolve(7)), 7);
});

test("the time to live of an entry starts at the end of its load", async () => {
  let now = 0;
  const cache = createCache(2, () => now);
  const slow = () => {
    now += 500;
    return Promise.resolve(now);
  };
  assert.equal(await cache.get("a", 100, slow), 500);
  now = 599;
  assert.equal(await cache.get("a", 100, slow), 500);
  now = 600;
  assert.equal(await cache.get("a", 100, slow), 1_100);
});
