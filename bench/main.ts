// `deno task bench [name ...]`: starts a stack of its own and prints tables. Nothing else should run meanwhile.
// `growth` takes minutes and runs only when named.
import { startTestStack, type TestStack, unique } from "../tests/support/test-stack.ts";
import { growth } from "./growth.ts";
import { history } from "./history.ts";
import { relay } from "./relay.ts";
import { tools } from "./tools.ts";
import { turns } from "./turns.ts";

/** Measures on a running stack; answers Markdown. */
export type Bench = (stack: TestStack, agent: string) => Promise<string>;

const all: Record<string, Bench> = { relay, turns, tools, history, growth };
const wanted = Deno.args.length > 0
  ? Deno.args
  : Object.keys(all).filter((name) => name !== "growth");

await using t = await startTestStack({ partEnv: { worker: {}, api: {} } });
const agent = unique("bench");
await t.api.register(agent, { tools: [] });
console.log(
  `Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} processors, ${Deno.build.os} ${Deno.build.arch}\n`,
);
for (const name of wanted) {
  const bench = all[name];
  if (!bench) throw new Error(`there is no bench ${name}: ${Object.keys(all).join(", ")}`);
  console.log(`## ${name}\n\n${await bench(t, agent)}\n`);
}
