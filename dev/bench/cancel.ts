import { readUntil } from "../../tests/support/api.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { ms, summary, table } from "./stats.ts";

const measured = 40;

/** Time from `cancelTurn` to the end of the connection to the provider, before its first token and during its answer. */
export async function cancel(t: TestStack, agent: string): Promise<string> {
  await t.sandbox.post("mode", { cut: "abort", lockMs: 0 });
  const rows = [
    [
      "before the first token",
      await times(t, agent, { tokensPerSecond: 30, firstTokenMs: 60_000 }),
    ],
    ["during its answer", await times(t, agent, { tokensPerSecond: 30, firstTokenMs: 5 })],
  ] as const;
  await t.sandbox.post("mode", { cut: "store" });
  return table(
    ["cancelled", "turns", "p50 ms", "p99 ms", "max ms"],
    rows.map(([when, values]) => {
      const { count, p50, p99, max } = summary(values);
      return [when, String(count), ms(p50), ms(p99), ms(max)];
    }),
  );
}

async function times(t: TestStack, agent: string, pace: object): Promise<number[]> {
  await t.sandbox.post("pace", pace);
  const values: number[] = [];
  for (let n = 0; n < measured; n++) values.push(await once(t, agent, n));
  return values;
}

async function once(t: TestStack, agent: string, n: number): Promise<number> {
  const id = await t.api.start(agent, `Write in about 800 words, number ${n}`);
  const ours = (r: { metadata?: { tramontane_conversation?: string } }) =>
    r.metadata?.tramontane_conversation === id;
  await t.sandbox.until((r) => ours(r) && r.ran === "running");
  const turn = (await t.api.read(id)).turns.nodes[0]?.id ?? "";
  const startedAt = Date.now();
  await t.api.cancel(turn);
  const { finishedAt } = await t.sandbox.until((r) => ours(r) && r.cut && !!r.finishedAt);
  await readUntil(t.api.follow(id), (e) => e.status === "CANCELLED");
  return Date.parse(finishedAt ?? "") - startedAt;
}
