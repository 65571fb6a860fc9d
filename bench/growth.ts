import { endOf, readUntil } from "../tests/support/api.ts";
import type { TestStack } from "../tests/support/test-stack.ts";
import { ms, summary, table } from "./stats.ts";

/** Turns at which one is compared with the first ones. */
const marks = [10, 50, 100, 250, 500, 1_000];
const around = 10;
/** The last turn comes within the 3 minutes that a bench may take, on a quiet machine. */
const withinMs = 170_000;

/** A thousand turns in one conversation, or as many as there is time for: what the last costs against the first. */
export async function growth(t: TestStack, agent: string): Promise<string> {
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const id = await t.api.start(agent);
  const times: number[] = [];
  const end = Date.now() + withinMs;
  while (times.length < Math.max(...marks) && Date.now() < end) {
    const begun = performance.now();
    const { turn, eventCursor } = await t.api.send(id, `say 3 tokens, number ${times.length}`);
    await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
    times.push(performance.now() - begun);
  }
  const reached = [...marks.filter((mark) => mark < times.length), times.length];
  const at = (mark: number) => summary(times.slice(Math.max(2, mark - around), mark)).p50;
  const base = at(marks[0] ?? around);
  return table(
    ["turn", "p50 ms of the ten before it", "ratio"],
    reached.map((mark) => [String(mark), ms(at(mark)), (at(mark) / base).toFixed(2)]),
  );
}
