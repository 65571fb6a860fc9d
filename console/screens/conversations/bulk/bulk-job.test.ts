import assert from "node:assert/strict";
import { test } from "node:test";
import { BulkJob, leftOf, type Outcome } from "./bulk-job.ts";

const ids = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);
const done: Outcome = { kind: "done" };

test("a job works on at most four items at once and counts their outcomes", async () => {
  let [now, most] = [0, 0];
  const job = new BulkJob(ids(20), async (id) => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 1));
    now--;
    if (id === "c3") return { kind: "skipped" };
    if (id === "c5") throw new Error("no answer");
    return id === "c4" ? { kind: "failed", message: "refused" } : done;
  });
  await job.start();
  const { total, done: finished, skipped, failures, isRunning } = job.state;
  assert.deepEqual({ most, total, finished, skipped, isRunning }, {
    ...{ most: 4, total: 20, finished: 17, skipped: 1, isRunning: false },
  });
  assert.deepEqual(failures, [{ id: "c4", message: "refused" }, {
    id: "c5",
    message: "no answer",
  }]);
});

test("a stopped job begins nothing more, and goes on where it was without doing an item twice", async () => {
  const runs: string[] = [];
  const job: BulkJob = new BulkJob(ids(12), (id) => {
    runs.push(id);
    if (runs.length === 3) job.stop();
    return Promise.resolve(done);
  });
  await job.start();
  assert.ok(job.state.isStopped && leftOf(job.state) > 0, `${leftOf(job.state)} are left`);
  await job.start();
  assert.equal(leftOf(job.state), 0);
  assert.deepEqual([...runs].sort(), ids(12).sort());
});

test("a repetition works on what failed only, and an id that is given twice is one item", async () => {
  const runs: string[] = [];
  const job = new BulkJob(["a", "b", "a"], (id) => {
    runs.push(id);
    const isFirst = runs.filter((one) => one === id).length === 1;
    return Promise.resolve(id === "b" && isFirst ? { kind: "failed", message: "x" } : done);
  });
  await job.start();
  await job.start();
  assert.deepEqual(runs, ["a", "b", "b"]);
  assert.deepEqual([job.state.total, job.state.done, job.state.failures], [2, 2, []]);
});
