import {
  registerAnalyst,
  startTestStack,
  type TestStack,
  unique,
} from "../../tests/support/test-stack.ts";
import { append } from "./append.ts";
import { cancel } from "./cancel.ts";
import { consolePage } from "./console.ts";
import { counts } from "./counts/counts.ts";
import { floor } from "./floor/floor.ts";
import { growthStore } from "./growth-store.ts";
import { growth } from "./growth.ts";
import { history } from "./history.ts";
import { lists } from "./lists.ts";
import { notify } from "./notify.ts";
import type { BenchOptions } from "./options.ts";
import { readers } from "./readers.ts";
import { research } from "./research.ts";
import { rest } from "./rest.ts";
import { scale } from "./scale.ts";
import { search } from "./search.ts";
import { send } from "./send.ts";
import { slowReaders } from "./slow-readers.ts";
import { steps } from "./steps.ts";
import { stream } from "./stream.ts";
import { subscriptions } from "./subscriptions.ts";
import { telemetry } from "./telemetry.ts";
import { tools } from "./tools.ts";
import { turns } from "./turns.ts";
import { warmUp } from "./workload.ts";

/** A benchmark; its result is Markdown. */
export interface Bench {
  run(options: BenchOptions): Promise<string>;
  /** Runs only when named. */
  named?: true;
}

/** The values of production; tests use shorter ones. */
const times = { HEARTBEAT_MS: "10000", SLEEP_AFTER_MS: "300000", EVENTS_PER_RUN: "1000" };
const engine = { LEASE_MS: "5000", SWEEP_AFTER_MS: "30000", SETTLE_MS: "1000" };

type OnStack = (t: TestStack, agent: string, options: BenchOptions) => Promise<string>;

/** A benchmark of the complete product, with an agent without tools, on a warm stack. */
const onStack = (bench: OnStack): Bench => ({
  run: async (options) => {
    await using t = await startTestStack({
      partEnv: { worker: { ...times, ...engine }, api: times },
    });
    await registerAnalyst(t); // waits until the tools are listed
    const agent = unique("bench");
    await t.api.register(agent, { tools: [] });
    const warm = await warmUp(t, agent, options.warmUp);
    return `${warm}\n\n${await bench(t, agent, options)}`;
  },
});

/** A benchmark that starts what it needs itself, and takes no turns before. */
const cold = (run: () => Promise<string>): Bench => ({
  run: async () => `Cold: measured on new processes.\n\n${await run()}`,
});

/** All benchmarks by name, in the order in which they run. */
export const benches: Readonly<Record<string, Bench>> = {
  stream: onStack(stream),
  readers: cold(readers),
  subscriptions: cold(subscriptions),
  "slow-readers": cold(slowReaders),
  append: cold(append),
  turns: onStack(turns),
  send: onStack(send),
  steps: onStack(steps),
  counts: { run: counts },
  floor: { run: floor },
  cancel: onStack(cancel),
  tools: onStack(tools),
  history: onStack(history),
  research: onStack(research),
  rest: onStack(rest),
  telemetry: { run: telemetry },
  console: { ...cold(consolePage), named: true },
  growth: { ...onStack(growth), named: true },
  "growth-store": { ...cold(growthStore), named: true },
  lists: { ...cold(lists), named: true },
  search: { ...cold(search), named: true },
  notify: { ...cold(notify), named: true },
  scale: { run: scale, named: true },
};
