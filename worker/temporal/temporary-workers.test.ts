import assert from "node:assert/strict";
import { test } from "node:test";
import { sleep } from "../../protocol/async/sleep.ts";
import type { Logger } from "../../telemetry/log.ts";
import type { OpenWorker } from "./create-worker.ts";
import { TemporaryWorkers } from "./temporary-workers.ts";

const times = { least: 1_000, polls: 10 };

/** Workers whose `run` ends with `finish()` after the shutdown, like one with an activity in progress. */
function workers() {
  const events: string[] = [];
  const finish: (() => void)[] = [];
  const warnings: string[] = [];
  let opened = 0;
  const open = () => {
    const n = ++opened;
    let state = "INITIALIZED";
    const worker = {
      run: () => {
        state = "RUNNING";
        events.push(`${n} polls`);
        return new Promise<void>((resolve) => finish.push(resolve));
      },
      getState: () => state,
      shutdown: () => {
        state = "DRAINING";
        events.push(`${n} takes no more`);
      },
    };
    const connection = { close: () => Promise.resolve(void events.push(`${n} closed`)) };
    return Promise.resolve({ worker, connection } as unknown as OpenWorker);
  };
  const log = { warn: (event: string) => void warnings.push(event) } as unknown as Logger;
  return { events, finish, warnings, open, log };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

test("a temporary worker polls for a while, then takes no more work, and ends with its last activity", async () => {
  const w = workers();
  const relief = new TemporaryWorkers(w.open, w.log, times);
  relief.start(5_000);
  await sleep(40);
  assert.deepEqual(w.events, ["1 polls", "1 takes no more"]);
  w.finish[0]?.();
  await relief.end();
  assert.deepEqual(w.events.at(-1), "1 closed");
});

test("a short outage starts no worker; each long outage starts another one", async () => {
  const w = workers();
  const relief = new TemporaryWorkers(w.open, w.log, { ...times, polls: 60_000 });
  relief.start(500);
  await soon();
  assert.deepEqual(w.events, []);
  relief.start(5_000);
  await soon();
  relief.start(5_000);
  await soon();
  assert.deepEqual(w.events, ["1 polls", "1 takes no more", "2 polls"]);
  w.finish.forEach((f) => f());
  await relief.end();
});

test("the number of workers is limited, and a failed start is reported", async () => {
  const w = workers();
  const relief = new TemporaryWorkers(w.open, w.log, { ...times, polls: 60_000 });
  for (let i = 0; i < 6; i++) {
    relief.start(5_000);
    await soon();
  }
  assert.equal(w.finish.length, 4);
  assert.deepEqual(w.warnings, [
    "worker.temporary_worker_rejected",
    "worker.temporary_worker_rejected",
  ]);
  w.finish.forEach((f) => f());
  await relief.end();
  const failing = new TemporaryWorkers(() => Promise.reject(new Error("away")), w.log, times);
  failing.start(5_000);
  await failing.end();
  assert.equal(w.warnings.at(-1), "worker.temporary_worker_failed");
});
