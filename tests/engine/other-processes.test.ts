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

/** Which process dies, and what the provider does with what is cut by it. All ten with CRASH_MATRIX=full. */
const usual = ["postgres store", "temporal abort", "api store", "sandbox store"];
const processes = ["postgres", "temporal", "api", "sandbox", "mcp"];
const matrix = Deno.env.get("CRASH_MATRIX") === "full"
  ? processes.flatMap((name) => [`${name} store`, `${name} abort`])
  : usual;

for (const cell of matrix) {
  const [process = "", cut = ""] = cell.split(" ");
  test(`${process} is killed while calls stand at every point (cut: ${cut}): all end well, none is paid twice`, async () => {
    await provider(cut);
    await refuseSome(t, all.filter((s) => s.kind === "restart").length);
    const running = Promise.all(all.map((scenario) => run(t, scenario)));
    try {
      await Promise.race([gate.held(all.length, 60_000), running]);
      await t.stack.kill(process, "SIGKILL");
      await t.stack.startPart(process);
      if (process === "sandbox") await provider(cut);
    } finally {
      gate.release();
    }
    const ran = await running;
    const wrong = await Promise.all(ran.map((r, n) => wrongs(all[n], r)));
    assert.deepEqual(wrong.flat(), []);
  });
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
