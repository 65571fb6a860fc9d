import { endOf, readUntil, type SeenEvent } from "../tests/support/api.ts";
import type { TestStack } from "../tests/support/test-stack.ts";
import { ms, summary, table } from "./stats.ts";

const warmUp = 5;
const measured = 60;

/** Plain turns one after the other, the model at no pace: what all the rest costs. */
export async function turns(t: TestStack, agent: string): Promise<string> {
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const id = await t.api.start(agent);
  const [answered, firsts, wholes]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < warmUp + measured; i++) {
    const { sent, first, whole } = await turn(t, id, `say 20 tokens, number ${i}`);
    if (i < warmUp) continue;
    answered.push(sent);
    firsts.push(first);
    wholes.push(whole);
  }
  const row = (name: string, values: number[]) => {
    const { p50, p99, max } = summary(values);
    return [name, ms(p50), ms(p99), ms(max)];
  };
  return table([
    `${measured} turns in one conversation, from the mutation`,
    "p50 ms",
    "p99 ms",
    "max ms",
  ], [
    row("sendMessage answered", answered),
    row("first delta, or the answer, at the subscriber", firsts),
    row("TurnChanged COMPLETED at the subscriber", wholes),
  ]);
}

async function turn(t: TestStack, id: string, text: string) {
  const { eventCursor: before } = await t.api.read(id);
  const reader = t.api.follow(id, before);
  const begun = performance.now();
  const passed = () => performance.now() - begun;
  let first = 0;
  const sending = t.api.send(id, text).then(({ turn }) => ({ turn, sent: passed() }));
  const agents = (e: SeenEvent) =>
    e.__typename === "TextDelta" || (e.__typename === "EntryChanged" && e.status === "RUNNING");
  const { turn, sent } = await sending;
  const ends = endOf(turn.id);
  await readUntil(reader, (event) => {
    if (first === 0 && agents(event)) first = passed();
    return ends(event);
  });
  return { sent, first, whole: passed() };
}
