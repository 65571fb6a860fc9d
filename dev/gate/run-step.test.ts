import assert from "node:assert/strict";
import { test } from "node:test";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { runParallel } from "../../protocol/async/run-parallel.ts";
import { runStep } from "./run-step.ts";

const { path: command } = await ownNode();

const step = (script: string, withinMs = 20_000) => ({
  name: "a step",
  command,
  args: ["-e", script],
  withinMs,
});

test("a step keeps what it printed and counts by its exit code", async () => {
  const folder = await Deno.makeTempDir();
  const good = await runStep(step("console.log('out'); console.error(process.env.X)"), folder, {
    X: "given",
  });
  assert.equal(good.output, "out\ngiven\n");
  assert.equal(good.count.passed, 1);
  const bad = await runStep(step("process.exit(3)"), folder, {});
  assert.equal(bad.count.failed, 1);
});

test("a step that takes too long is stopped and has failed", async () => {
  const late = await runStep(step("setInterval(() => 0, 1000)", 300), await Deno.makeTempDir(), {});
  assert.equal(late.count.failed, 1);
  assert.match(late.output, /took longer/);
});

test("lanes run no more than so many at once and keep the order of results", async () => {
  let running = 0;
  let most = 0;
  const work = (name: string) => async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    return name;
  };
  assert.deepEqual(await runParallel(["a", "b", "c", "d"].map(work), 2), ["a", "b", "c", "d"]);
  assert.equal(most, 2);
});
