import assert from "node:assert/strict";
import { test } from "node:test";
import { chaosOfTurns } from "./turns/scenario.ts";

test("overlapping faults under interrupted conversations: nothing finished is repeated, doubled or stuck", async () => {
  const home = await Deno.makeTempDir({ prefix: "tramontane-chaos-" });
  const seed = 1 + Math.floor(Math.random() * 1_000_000);
  const size = { scenario: "turns" as const, trials: 12, conversations: 8, workers: 2, apis: 2 };
  const report = await chaosOfTurns({ ...size, home, seed, say: () => {} });
  assert.deepEqual(report.faults, [], `seed ${seed}: ${JSON.stringify(report)}`);
  assert.ok((report.turns.COMPLETED ?? 0) > 0, JSON.stringify(report));
});
