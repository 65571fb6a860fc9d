import assert from "node:assert/strict";
import { test } from "node:test";
import { runEvery, type TaskId, type TaskRun } from "./run-every.ts";
import { sleep } from "./sleep.ts";
import { WakeUp } from "./wake-up.ts";

/** Runs a task until it has run as often as there are outcomes; answers what was reported. */
async function reports(
  outcomes: ("ok" | "fails")[],
  over: { wakeUp?: WakeUp; intervalMs?: number },
) {
  const stop = new AbortController();
  const seen: string[] = [];
  const left = [...outcomes];
  const run: TaskRun = () => {
    const outcome = left.shift();
    if (left.length === 0) stop.abort();
    else over.wakeUp?.wake();
    return outcome === "fails" ? Promise.reject(new Error("away")) : Promise.resolve();
  };
  const reporter = {
    failed: ({ name }: TaskId, error: unknown, failures: number) =>
      seen.push(`${name} failed ${failures}: ${error}`),
    succeeded: ({ name }: TaskId, failures: number) =>
      seen.push(`${name} succeeded after ${failures}`),
  };
  await runEvery({ name: "sweep", intervalMs: 1, run, ...over }, reporter, stop.signal);
  return seen;
}

test("a task runs again after a failure; each outcome is reported with the failures in a row", async () => {
  assert.deepEqual(await reports(["ok", "fails", "fails", "ok"], {}), [
    "sweep succeeded after 0",
    "sweep failed 1: Error: away",
    "sweep failed 2: Error: away",
    "sweep succeeded after 2",
  ]);
});

test("a failure during the stop is not reported", async () => {
  assert.deepEqual(await reports(["fails"], {}), []);
});

test("a wake-up during a run starts the next one at once", async () => {
  const seen = await reports(["ok", "ok"], { intervalMs: 60_000, wakeUp: new WakeUp() });
  assert.equal(seen.length, 2);
});

test("a run chooses the wait until the next one", async () => {
  const stop = new AbortController();
  let runs = 0;
  const run = () => {
    if (++runs === 2) stop.abort();
    return Promise.resolve(0);
  };
  const reporter = { failed: () => {}, succeeded: () => {} };
  await runEvery({ name: "purge", intervalMs: 60_000, run }, reporter, stop.signal);
  assert.equal(runs, 2);
});

test("a task starts at once, never overlaps with itself, and a stop ends its wait", async () => {
  const stop = new AbortController();
  let active = 0;
  let maxActive = 0;
  let runs = 0;
  const wakeUp = new WakeUp();
  const run: TaskRun = async () => {
    maxActive = Math.max(maxActive, ++active);
    wakeUp.wake();
    await sleep(5);
    active--;
    if (++runs === 3) {
      wakeUp.reset();
      setTimeout(() => stop.abort(), 5);
    }
  };
  const reporter = { failed: () => assert.fail(), succeeded: () => {} };
  const task = { name: "sweep", intervalMs: 60_000, wakeUp, run };
  const started = performance.now();
  await runEvery(task, reporter, stop.signal);
  assert.deepEqual({ maxActive, runs }, { maxActive: 1, runs: 3 });
  assert.ok(performance.now() - started < 10_000);
});
