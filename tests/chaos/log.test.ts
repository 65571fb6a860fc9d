import assert from "node:assert/strict";
import { test } from "node:test";
import { chaosOfLog } from "./log-scenario.ts";

test("ten random faults under four conversations: nothing lost, doubled, mixed up or stuck", async () => {
  const home = await Deno.makeTempDir({ prefix: "tramontane-chaos-" });
  const seed = 1 + Math.floor(Math.random() * 1_000_000);
  const size = { scenario: "log" as const, trials: 10, conversations: 4, workers: 2, apis: 2 };
  const report = await chaosOfLog({ ...size, home, seed, say: () => {} });
  assert.deepEqual(report.faults, [], `seed ${seed}: ${JSON.stringify(report)}`);
  assert.ok(report.facts > 0 && (report.turns.COMPLETED ?? 0) > 0, JSON.stringify(report));
});
