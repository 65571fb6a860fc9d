import { readUntil, type SeenEvent, turnEnds } from "../../tests/support/api.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { ms, summary, table } from "./stats.ts";

const now = () => performance.timeOrigin + performance.now();

/**
 * Time from the emulator's write of a token to a subscriber over WebSocket, with everything in between: provider stream,
 * database, notification, GraphQL. Tokens contain the time of their sending.
 */
export async function deltaLatency(t: TestStack, agent: string): Promise<string> {
  const rows = [];
  for (const { streams, pace } of loads) {
    await t.sandbox.post("pace", { tokensPerSecond: pace, firstTokenMs: 50 });
    const { latencies, tokens } = await measure(t, agent, streams, 90);
    const { p50, p99, max } = summary(latencies);
    const paced = pace === 0 ? "none" : `${pace}/s`;
    rows.push([String(streams), paced, String(tokens), ms(p50), ms(p99), ms(max)]);
  }
  return table(["streams at once", "pace of each", "tokens", "p50 ms", "p99 ms", "max ms"], rows);
}

/** At pace 0 the complete answer is written at once, and each token waits for the previous ones. */
const loads = [
  { streams: 1, pace: 0 },
  { streams: 1, pace: 30 },
  { streams: 20, pace: 30 },
  { streams: 100, pace: 30 },
];

async function measure(t: TestStack, agent: string, streams: number, tokens: number) {
  const all = await Promise.all(
    Array.from({ length: streams }, async () => {
      const id = await t.api.start(agent);
      const { eventCursor } = await t.api.read(id);
      const latencies: number[] = [];
      const reading = readUntil(t.api.follow(id, eventCursor), (event) => {
        latencies.push(...latenciesOf(event));
        return turnEnds()(event);
      }, 120_000);
      await t.api.send(id, `say ${tokens} clocks`);
      await reading;
      return latencies;
    }),
  );
  return { latencies: all.flat(), tokens: all.flat().length };
}

/** The ages of the tokens of a delta that has just arrived, ms. */
export function latenciesOf({ __typename, text = "" }: SeenEvent): number[] {
  if (__typename !== "TextDelta") return [];
  const at = now();
  // The last token of a delta may continue in the next one.
  return [...text.matchAll(/(\d{13}\.\d{3})/g)].map(([sent]) => at - Number(sent));
}
