import assert from "node:assert/strict";
import { test } from "node:test";
import { isFullRun } from "../support/full-run.ts";
import { runChaos } from "./run-chaos.ts";
import type { Scenario } from "./scenarios.ts";

const full = isFullRun();

async function run(scenario: Scenario, trials: number, conversations: number) {
  const home = await Deno.makeTempDir({ prefix: "tramontane-chaos-" });
  const seed = 1 + Math.floor(Math.random() * 1_000_000);
  const size = { scenario, trials, conversations, workers: 2, apis: 2 };
  const report = await runChaos({ ...size, home, seed, print: () => {} });
  assert.deepEqual(report.faults, [], `seed ${seed}: ${JSON.stringify(report)}`);
  assert.ok(report.storedEvents > 0 && (report.turns.COMPLETED ?? 0) > 0, JSON.stringify(report));
}

test("overlapping faults under interrupted turns, with readers at every API: nothing is lost, repeated, doubled or stuck", async () => {
  await run("turns", full ? 100 : 8, full ? 20 : 6);
});

if (full) {
  test("faults one after the other, with readers at every API: nothing is lost, repeated, doubled or stuck", async () => {
    await run("log", 100, 6);
  });
}
