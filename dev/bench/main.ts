// `deno task bench [name ...]`: starts a stack for each benchmark and prints tables. Nothing else should run on the
// machine. `growth`, `growth-store`, `notify` and `scale` take minutes and run only when named.
import {
  registerAnalyst,
  startTestStack,
  type TestStack,
  unique,
} from "../../tests/support/test-stack.ts";
import { append } from "./append.ts";
import { cancel } from "./cancel.ts";
import { counts } from "./counts/counts.ts";
import { growthStore } from "./growth-store.ts";
import { growth } from "./growth.ts";
import { history } from "./history.ts";
import { notify } from "./notify.ts";
import { readers } from "./readers.ts";
import { deltaLatency } from "./delta-latency.ts";
import { research } from "./research.ts";
import { scale } from "./scale.ts";
import { send } from "./send.ts";
import { slowReaders } from "./slow-readers.ts";
import { subscriptions } from "./subscriptions.ts";
import { steps } from "./steps.ts";
import { telemetry } from "./telemetry.ts";
import { tools } from "./tools.ts";
import { turns } from "./turns.ts";

/** A benchmark; its result is Markdown. */
export type Bench = () => Promise<string>;

/** The values of production; tests use shorter ones. */
const times = { HEARTBEAT_MS: "10000", SLEEP_AFTER_MS: "300000", EVENTS_PER_RUN: "1000" };
const engine = { LEASE_MS: "5000", SWEEP_AFTER_MS: "30000", SETTLE_MS: "1000" };

/** A benchmark of the complete product, with an agent without tools. */
const onStack =
  (bench: (stack: TestStack, agent: string) => Promise<string>): Bench => async () => {
    await using t = await startTestStack({
      partEnv: { worker: { ...times, ...engine }, api: times },
    });
    await registerAnalyst(t); // waits until the tools are listed
    const agent = unique("bench");
    await t.api.register(agent, { tools: [] });
    return await bench(t, agent);
  };

const all: Record<string, Bench> = {
  counts,
  "delta-latency": onStack(deltaLatency),
  readers,
  subscriptions,
  "slow-readers": slowReaders,
  append,
  turns: onStack(turns),
  send: onStack(send),
  steps: onStack(steps),
  cancel: onStack(cancel),
  tools: onStack(tools),
  history: onStack(history),
  research: onStack(research),
  telemetry,
  growth: onStack(growth),
  "growth-store": growthStore,
  notify,
  scale,
};
/** Benchmarks that run only when named. */
const named = ["growth", "growth-store", "notify", "scale"];
const wanted = Deno.args.length > 0
  ? Deno.args
  : Object.keys(all).filter((name) => !named.includes(name));
const unknown = wanted.filter((name) => !all[name]);
if (unknown.length > 0) {
  throw new Error(`there is no bench ${unknown}: ${Object.keys(all).join(", ")}`);
}

console.log(
  `Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} processors, ${Deno.build.os} ${Deno.build.arch}\n`,
);
for (const name of wanted) console.log(`## ${name}\n\n${await all[name]?.()}\n`);
