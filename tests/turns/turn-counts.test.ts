import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { countTurns } from "../../dev/bench/counts/count-turns.ts";
import { startCountedStack } from "../../dev/bench/counts/counted-stack.ts";
import { countedLoads, summaryOf } from "../../dev/bench/counts/counts.ts";
import { registerAnalyst, type TestStack, unique } from "../support/test-stack.ts";
import { type LimitedCount, turnCountLimits } from "./turn-count-limits.ts";

/** A stalled process splits an answer into more commits, so the best of a few measurements counts. */
const attempts = 3;

let t: TestStack;
const agents = { plain: unique("plain"), withTools: "" };
before(async () => {
  t = await startCountedStack();
  agents.withTools = await registerAnalyst(t);
  await t.api.register(agents.plain, { tools: [] });
});
after(() => t[Symbol.asyncDispose]());

for (const [name, limits] of Object.entries(turnCountLimits)) {
  test(`a ${name} costs no more statements, commits, log records, events and requests than its limits`, async () => {
    const load = countedLoads.find((one) => one.name === name);
    assert.ok(load, name);
    const agent = load.tools ? agents.withTools : agents.plain;
    let excess: string[] = [];
    for (let n = 0; n < attempts; n++) {
      const counted = await countTurns(t, { agent, text: load.text, turns: 15, warmUp: 6 });
      assert.ok(counted.statements > 5 && counted.commits > 1 && counted.historyEvents > 1);
      excess = (Object.entries(limits) as [LimitedCount, number][])
        .filter(([count, limit]) => Math.round(counted[count]) > limit)
        .map(([count, limit]) => `${count}: ${counted[count]}, the limit is ${limit}`);
      if (excess.length === 0) return;
      console.log(summaryOf([[name, counted]]), counted.details);
    }
    assert.deepEqual(excess, []);
  });
}
