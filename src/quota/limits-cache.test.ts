import assert from "node:assert/strict";
import { test } from "node:test";
import { unlimited } from "../../protocol/quota/tenant-limits.ts";
import { LimitsCache } from "./limits-cache.ts";

const defaults = { ...unlimited, pointsPerMinute: 100, pointsPerDay: 1_000 };

test("a tenant's own limits replace the defaults one by one, and null is unlimited", async () => {
  const cache = new LimitsCache(() => Promise.resolve({ pointsPerMinute: null }), defaults);
  assert.deepEqual(cache.last("acme"), defaults);
  const limits = await cache.of("acme");
  assert.deepEqual([limits.pointsPerMinute, limits.pointsPerDay], [null, 1_000]);
  assert.deepEqual(cache.last("acme"), limits);
});

test("limits are read once for all who ask at the same time, and again when they are old or have changed", async () => {
  let [now, reads] = [0, 0];
  const read = () => Promise.resolve({ turnsInFlight: ++reads });
  const cache = new LimitsCache(read, defaults, () => now);
  const both = await Promise.all([cache.of("acme"), cache.of("acme")]);
  assert.deepEqual(both.map((limits) => limits.turnsInFlight), [1, 1]);
  now = 1_999;
  assert.equal((await cache.of("acme")).turnsInFlight, 1);
  now = 2_000;
  assert.equal((await cache.of("acme")).turnsInFlight, 2);
  cache.clear("acme");
  assert.equal((await cache.of("acme")).turnsInFlight, 3);
});

test("limits that cannot be read are an error, and the next request reads them again", async () => {
  let isAway = true;
  const read = () => isAway ? Promise.reject(new Error("away")) : Promise.resolve({});
  const cache = new LimitsCache(read, defaults);
  await assert.rejects(cache.of("acme"), /away/);
  isAway = false;
  assert.deepEqual(await cache.of("acme"), defaults);
});
