import assert from "node:assert/strict";
import { test } from "node:test";
import { sleep } from "../../protocol/async/sleep.ts";
import { WorkLimiter } from "./work-limiter.ts";

test("work runs in order, up to the limit at a time; failed work frees its place", async () => {
  const turns = new WorkLimiter(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const runs = [0, 1, 2, 3].map((n) =>
    turns.run("acme", async () => {
      begun.push(n);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (n === 0) throw new Error("failed");
      return n;
    })
  );
  const settled = Promise.allSettled(runs);
  while (begun.length < 2) await turnOfLoop();
  for (let i = 0; i < 5; i++) await turnOfLoop();
  assert.deepEqual(begun, [0, 1]);
  for (let n = 0; n < 4; n++) {
    while (ends.length <= n) await turnOfLoop();
    ends[n]?.();
  }
  assert.deepEqual((await settled).map(({ status }) => status), [
    "rejected",
    "fulfilled",
    "fulfilled",
    "fulfilled",
  ]);
  assert.deepEqual(begun, [0, 1, 2, 3]);
});

test("a tenant with much work delays others by one piece of it", async () => {
  const turns = new WorkLimiter(1);
  const begun: string[] = [];
  const run = (tenant: string) => turns.run(tenant, () => begun.push(tenant));
  const flood = Array.from({ length: 20 }, () => run("globex"));
  await Promise.all([run("acme"), run("acme"), ...flood]);
  assert.deepEqual([begun.indexOf("acme"), begun.lastIndexOf("acme")], [2, 4]);
});

test("work that only waits lets others run, and goes on in its turn", async () => {
  const turns = new WorkLimiter(1);
  const waited = Promise.withResolvers<void>();
  const steps: string[] = [];
  const waiting = turns.run("globex", async (turn) => {
    await Promise.all([turn.pause(() => waited.promise), turn.pause(() => waited.promise)]);
    steps.push("went on");
  });
  await turns.run("acme", () => steps.push("other"));
  const blocking = Promise.withResolvers<void>();
  const other = turns.run("acme", () => blocking.promise);
  waited.resolve();
  for (let i = 0; i < 5; i++) await turnOfLoop();
  assert.deepEqual(steps, ["other"]);
  blocking.resolve();
  await Promise.all([waiting, other]);
  assert.deepEqual(steps, ["other", "went on"]);
});

test("work that fails while a part of it still waits keeps no place", async () => {
  const turns = new WorkLimiter(1);
  const waited = Promise.withResolvers<void>();
  await assert.rejects(turns.run("globex", (turn) => {
    void turn.pause(() => waited.promise);
    throw new Error("failed");
  }));
  waited.resolve();
  for (let i = 0; i < 5; i++) await turnOfLoop();
  const done = await Promise.all([1, 2, 3].map((n) => turns.run("acme", () => n)));
  assert.deepEqual(done, [1, 2, 3]);
});

test("other work runs between turns that never wait", async () => {
  const turns = new WorkLimiter(1);
  let over = 0;
  let seen = -1;
  const runs = Array.from({ length: 20 }, () => turns.run("acme", () => over++));
  setTimeout(() => (seen = over), 0);
  const until = performance.now() + 5;
  while (performance.now() < until); // the timer is due before any turn
  await Promise.all(runs);
  assert.ok(seen >= 0 && seen < 20, `${seen} ran before it`);
});

const turnOfLoop = () => sleep(0);
