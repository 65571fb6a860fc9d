import assert from "node:assert/strict";
import { test } from "node:test";
import { sleep } from "../../protocol/async/sleep.ts";
import { WorkLimiter } from "./work-limiter.ts";

test("work runs in order, up to the limit at a time; failed work frees its place", async () => {
  const turns = new WorkLimiter(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const runs = [0, 1, 2, 3].map((n) =>
    turns.run(async () => {
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

test("other work runs between turns that never wait", async () => {
  const turns = new WorkLimiter(1);
  let over = 0;
  let seen = -1;
  const runs = Array.from({ length: 20 }, () => turns.run(() => over++));
  setTimeout(() => (seen = over), 0);
  const until = performance.now() + 5;
  while (performance.now() < until); // the timer is due before any turn
  await Promise.all(runs);
  assert.ok(seen >= 0 && seen < 20, `${seen} ran before it`);
});

const turnOfLoop = () => sleep(0);
