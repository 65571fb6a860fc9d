import type { TestStack } from "../../tests/support/test-stack.ts";
import { ms, summary, table } from "./stats.ts";

const warmUp = 10;
const measured = 150;

/** The time of `sendMessage`, also without Temporal. Each message starts its own turn. */
export async function send(t: TestStack, agent: string): Promise<string> {
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const rows = [await row(t, agent, "everything is up")];
  await t.stack.kill("temporal", "SIGKILL");
  rows.push(await row(t, agent, "Temporal is killed"));
  await t.stack.startPart("temporal");
  return table(["sendMessage answered", "p50 ms", "p99 ms", "max ms"], rows);
}

async function row(t: TestStack, agent: string, when: string): Promise<string[]> {
  const values: number[] = [];
  for (let n = 0; n < warmUp + measured; n++) {
    const id = await t.api.start(agent);
    const startedAt = performance.now();
    await t.api.send(id, "say 3 tokens");
    if (n >= warmUp) values.push(performance.now() - startedAt);
  }
  const { p50, p99, max } = summary(values);
  return [when, ms(p50), ms(p99), ms(max)];
}
