import { sleep } from "../../protocol/async/sleep.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { cpuTimeBetween, processorTime, residentMemory } from "./cpu-time.ts";
import { processorCells, processorHead } from "./processor-columns.ts";
import { table } from "./stats.ts";
import { warmUp } from "./workload.ts";

const turns = 1_000;
const seconds = 30;
/** Waits before each measurement, s. Until the second one, garbage is collected and tables are vacuumed. */
const waits = [10, 60];

/** What a stack uses when it has nothing to do after a thousand turns: processor time and resident memory. */
export async function rest(t: TestStack, agent: string): Promise<string> {
  await warmUp(t, agent, turns);
  const rows = [];
  let since = 0;
  for (const wait of waits) {
    await sleep(wait * 1_000);
    const before = await processorTime(t.stack);
    await sleep(seconds * 1_000);
    const used = cpuTimeBetween(before, await processorTime(t.stack));
    rows.push([
      `${since + wait} to ${since += wait + seconds} s`,
      ...processorCells(used, seconds),
    ]);
  }
  const memory = await residentMemory(t.stack);
  return [
    table([`at rest after ${turns} turns`, ...processorHead("ms a second")], rows),
    table(
      ["process", "resident memory, MiB"],
      Object.entries(memory).map(([part, kib]) => [part, (kib / 1_024).toFixed(0)]),
    ),
  ].join("\n\n");
}
