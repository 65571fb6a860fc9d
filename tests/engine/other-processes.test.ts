import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  askedAlike,
  everyScenario,
  faults,
  orderOf,
  refuseSome,
  run,
  type Scenario,
} from "../support/crash-scenarios.ts";
import { PointGate } from "../support/point-gate.ts";
import { startWithAnalyst, type TestStack } from "../support/test-stack.ts";

const all = everyScenario();
let gate: PointGate;
let t: TestStack;
before(async () => {
  gate = new PointGate();
  t = await startWithAnalyst({
    CRASH_POINTS: all.map(orderOf("hold")).join(","),
    CRASH_GATE: gate.url,
  });
  for (const { agent } of all) await t.api.register(agent);
});
after(async () => {
  await gate[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
});

const killed = ["postgres", "temporal", "api", "sandbox", "mcp"] as const;
const cuts = ["store", "abort"] as const;

for (const process of killed) {
  for (const cut of cuts) {
    test(`${process} is killed while calls stand at every point (what is cut is ${cut}d): all end well, none is paid twice`, async () => {
      await provider(cut);
      await refuseSome(t, all.filter((s) => s.kind === "restart").length);
      const running = all.map((scenario) => run(t, scenario));
      await gate.held(all.length);
      await t.stack.kill(process, "SIGKILL");
      await t.stack.startPart(process);
      if (process === "sandbox") await provider(cut);
      gate.release();
      const wrong = await Promise.all(running.map(async (ran, n) => wrongs(all[n], await ran)));
      assert.deepEqual(wrong.flat(), []);
    });
  }
}

async function provider(cut: string) {
  await t.sandbox.post("mode", { cut, lockMs: 500, freshEntryIds: true });
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
}

async function wrongs(scenario: Scenario | undefined, ran: Awaited<ReturnType<typeof run>>) {
  if (!scenario) return [];
  const full = (await askedAlike(t, ran.id)).filter((r) => r.ran === "full").length;
  const { kind, point } = scenario;
  return [
    ...(full === 1 ? [] : [`${kind} at ${point}: ran ${full} times`]),
    ...await faults(t, scenario, ran),
  ];
}
