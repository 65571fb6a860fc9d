import assert from "node:assert/strict";
import { test } from "node:test";
import { WakeUp } from "./wake-up.ts";

test("a wake-up ends a wait, also one that begins after it, and only one", async () => {
  const wakeUp = new WakeUp();
  const waiting = wakeUp.wait(60_000);
  wakeUp.wake();
  await waiting;
  wakeUp.wake();
  await wakeUp.wait(60_000);
  const since = performance.now();
  await wakeUp.wait(20);
  assert.ok(performance.now() - since >= 15);
});

test("a reset drops a wake-up that nothing has waited for", async () => {
  const wakeUp = new WakeUp();
  wakeUp.wake();
  wakeUp.reset();
  const since = performance.now();
  await wakeUp.wait(20);
  assert.ok(performance.now() - since >= 15);
});
