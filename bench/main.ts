// `deno task bench [name ...]`: starts a stack of its own and prints tables. Nothing else should run meanwhile.
import { startTestStack, type TestStack, unique } from "../tests/support/test-stack.ts";
import { relay } from "./relay.ts";
import { turns } from "./turns.ts";

/** Measures on a running stack; answers Markdown. */
export type Bench = (stack: TestStack, agent: string) => Promise<string>;

const all: Record<string, Bench> = { relay, turns };
const wanted = Deno.args.length > 0 ? Deno.args : Object.keys(all);

await using t = await startTestStack({ partEnv: { worker: {} } });
const agent = unique("bench");
await t.api.register(agent, { tools: [] });
const { cpus } = { cpus: navigator.hardwareConcurrency };
console.log(`Deno ${Deno.version.deno}, ${cpus} processors, ${Deno.build.os} ${Deno.build.arch}\n`);
for (const name of wanted) {
  const bench = all[name];
  if (!bench) throw new Error(`there is no bench ${name}: ${Object.keys(all).join(", ")}`);
  console.log(`## ${name}\n\n${await bench(t, agent)}\n`);
}
