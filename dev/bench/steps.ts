import { readUntil, type SeenEvent, turnEnds } from "../../tests/support/api.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { unique } from "../../tests/support/test-stack.ts";
import { ms, summary, table } from "./stats.ts";
import { cpuTimeBetween, processorTime } from "./cpu-time.ts";
import { processorCells, processorHead } from "./processor-columns.ts";
import { runTurns, startConversations, stepsOf, twoTools } from "./workload.ts";

const conversations = 24;
const turnsOfEach = 8;
const price = '{"symbol":"NVDA"}';
const tool = `[[tool:prices__get_current_stock_price ${price}]]`;
const chain = tool + `[[then:prices__get_current_stock_price ${price}]]`.repeat(8);

/** Turns and steps per second without a pace of the model, what they cost, and the time between two steps. */
export async function steps(t: TestStack, plain: string): Promise<string> {
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const withTools = unique("bench-tools");
  await t.api.register(withTools);
  const loads = [
    ["plain turns", plain, "say 20 tokens"],
    ["turns with two tools", withTools, twoTools],
  ] as const;
  const rows = [];
  for (const [name, agent, text] of loads) rows.push([name, ...await load(t, agent, text)]);
  const gaps = await between(t, withTools);
  const { count, p50, p99 } = summary(gaps);
  const head = ["load", "turns", "steps", "turns/s", "steps/s", ...processorHead("ms a turn")];
  return [
    table([...head, "ms a step"], rows),
    table(["between two steps of a turn", "p50 ms", "p99 ms"], [[`${count}`, ms(p50), ms(p99)]]),
  ].join("\n\n");
}

async function load(t: TestStack, agent: string, text: string): Promise<string[]> {
  const workload = await startConversations([t.api], {
    agent,
    count: conversations,
    text: "say 3 tokens",
  });
  const before = await processorTime(t.stack);
  const seconds = await runTurns(workload, turnsOfEach, text) / 1_000;
  const turns = conversations * turnsOfEach;
  const used = cpuTimeBetween(before, await processorTime(t.stack));
  const steps = await stepsOf(workload);
  return [
    ...[`${turns}`, `${steps}`, (turns / seconds).toFixed(1), (steps / seconds).toFixed(1)],
    ...processorCells(used, turns),
    (Object.values(used).reduce((sum, one) => sum + one, 0) / steps).toFixed(1),
  ];
}

/** The times from the end of a step to the start of the next one, as recorded, ms. */
async function between(t: TestStack, agent: string): Promise<number[]> {
  const gaps: number[] = [];
  for (let n = 0; n < 12; n++) {
    const id = await t.api.start(agent, `${chain} number ${n}`);
    gaps.push(...gapsOf(await readUntil(t.api.follow(id), turnEnds())));
  }
  return gaps;
}

function gapsOf(events: readonly SeenEvent[]): number[] {
  const changes = events.filter((e) => e.__typename === "StepChanged");
  return changes.flatMap((e, at) => {
    const ended = changes.slice(0, at).findLast((o) => o.status === "COMPLETED");
    return e.status === "RUNNING" && ended ? [Date.parse(e.at) - Date.parse(ended.at)] : [];
  });
}
