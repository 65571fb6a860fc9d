import { endOf, readUntil } from "../tests/support/api.ts";
import type { TestStack } from "../tests/support/test-stack.ts";
import { ms, summary, table } from "./stats.ts";

/** Turns at which one is compared with the first ones. */
const marks = [10, 100, 500, 1_000];
const around = 10;

/** A thousand turns in one conversation: what the last costs against the first. */
export async function growth(t: TestStack, agent: string): Promise<string> {
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const id = await t.api.start(agent);
  const times: number[] = [];
  for (let i = 0; i < Math.max(...marks); i++) {
    const begun = performance.now();
    const { turn, eventCursor } = await t.api.send(id, `say 3 tokens, number ${i}`);
    await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
    times.push(performance.now() - begun);
  }
  const at = (mark: number) => summary(times.slice(Math.max(2, mark - around), mark)).p50;
  const base = at(marks[0] ?? 10);
  return table(
    ["turn", "p50 ms of the ten before it", "ratio"],
    marks.map((mark) => [String(mark), ms(at(mark)), (at(mark) / base).toFixed(2)]),
  );
}
