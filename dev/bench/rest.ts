import { sleep } from "../../protocol/async/sleep.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { cpuTimeBetween, processorTime, residentMemory } from "./cpu-time.ts";
import { processorCells, processorHead } from "./processor-columns.ts";
import { table } from "./stats.ts";
import { warmUp } from "./workload.ts";

const turns = 1_000;
const seconds = 30;

/** What a stack uses when it has nothing to do after a thousand turns: processor time and resident memory. */
export async function rest(t: TestStack, agent: string): Promise<string> {
  await warmUp(t, agent, turns);
  await sleep(10_000);
  const before = await processorTime(t.stack);
  await sleep(seconds * 1_000);
  const used = cpuTimeBetween(before, await processorTime(t.stack));
  const memory = await residentMemory(t.stack);
  return [
    table([`at rest after ${turns} turns`, ...processorHead("ms a second")], [
      ["processor time", ...processorCells(used, seconds)],
    ]),
    table(
      ["process", "resident memory, MiB"],
      Object.entries(memory).map(([part, kib]) => [part, (kib / 1_024).toFixed(0)]),
    ),
  ].join("\n\n");
}
