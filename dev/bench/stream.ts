import { sleep } from "../../protocol/async/sleep.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { Chat, type SeenTurn } from "./chat.ts";
import { cpuTimeBetween, processorTime } from "./cpu-time.ts";
import type { BenchOptions } from "./options.ts";
import { ownProcessorTime, processorCells, processorHead } from "./processor-columns.ts";
import { ms, summary, table } from "./stats.ts";

/**
 * Chats that stream at the pace of a real model: how much of the pace arrives, how late, and what a token costs. A chat
 * asks again when its answer is complete, and they begin one after the other, so that their answers overlap at random.
 */
export async function stream(t: TestStack, agent: string, options: BenchOptions): Promise<string> {
  const { pace, tokens, answers } = options;
  const rows = [];
  for (const streams of options.streams) rows.push(await measure(t, agent, streams, options));
  return `${answers} answers of ${tokens} tokens to each subscriber, ${pace} tokens a second\n\n${
    table(head, rows)
  }`;
}

const head = [
  ...["streams", "tokens/s wanted", "reached", "latency p50 ms", "p99 ms"],
  ...["whole answer p50 ms", "product, processor ms a token"],
  ...processorHead("ms a token"),
];

async function measure(
  t: TestStack,
  agent: string,
  streams: number,
  { pace, tokens, answers }: BenchOptions,
): Promise<string[]> {
  await t.sandbox.post("pace", { tokensPerSecond: pace, firstTokenMs: 0 });
  const chats: Chat[] = [];
  for (let n = 0; n < streams; n++) {
    chats.push(await Chat.open(t.api.url, await t.api.start(agent)));
  }
  const before = await processorTime(t.stack);
  const turns = (await Promise.all(chats.map(async (chat, n) => {
    await sleep((n / streams) * (tokens / pace) * 1_000);
    const seen = [];
    for (let i = 0; i < answers; i++) seen.push(await chat.turn(`say ${tokens} clocks`));
    return seen;
  }))).flat();
  const used = cpuTimeBetween(before, await processorTime(t.stack));
  for (const chat of chats) chat[Symbol.dispose]();
  const latencies = turns.flatMap((turn) => turn.latencies);
  const { p50, p99, count } = summary(latencies);
  const asked = turns.length * tokens;
  if (count !== asked) throw new Error(`${count} of ${asked} tokens arrived`);
  return [
    ...[`${streams}`, `${streams * pace}`, (streams * rateOf(turns, tokens)).toFixed(0)],
    ms(p50),
    ms(p99),
    ms(summary(turns.map((turn) => turn.wholeMs)).p50),
    ownProcessorTime(used, count).toFixed(2),
    ...processorCells(used, count, 2),
  ];
}

/** Tokens a second of an answer, from the message to the end of its turn; the mean of all. */
function rateOf(turns: readonly SeenTurn[], tokens: number): number {
  const rates = turns.map(({ wholeMs }) => tokens / (wholeMs / 1_000));
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}
