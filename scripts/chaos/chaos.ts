import { startStack } from "../stack/stack.ts";
import { ask, command } from "./ask.ts";
import { Crashes } from "./crashes.ts";
import * as documents from "./documents.ts";
import { make, nextFault } from "./faults.ts";
import type { ChaosOptions } from "./options.ts";
import { seeded } from "./random.ts";
import { type Report, report } from "./report.ts";
import { talk } from "./talker.ts";

/** What chaos needs beside its options. */
export interface ChaosSettings extends ChaosOptions {
  /** State folder of the stack, deleted at the end. */
  home: string;
  say(line: string): void;
}

/** Short times, so that a killed worker is noticed soon; many attempts, since most of them are killed. ms. */
const worker = {
  HEARTBEAT_MS: "1500",
  LEASE_MS: "1000",
  RETRY_BASE_MS: "100",
  MAX_ATTEMPTS: "30",
  SWEEP_AFTER_MS: "2000",
  SHUTDOWN_GRACE_MS: "500",
};

/**
 * Makes faults at random in a running stack of two APIs and two workers while conversations go on, with a reader of
 * each at both APIs. Then lets everything end and says what was broken. The seed decides which faults come; the
 * machine decides what they hit.
 */
export async function chaos(settings: ChaosSettings): Promise<Report> {
  const { home, say, seed, trials } = settings;
  const env = {
    ...Deno.env.toObject(),
    MISTRAL_API_KEY: "",
    MARKET_DATA: "sample",
    DATABASE_URL: "",
  };
  const instances = { api: 2, worker: 2 };
  const partEnv = { worker, "worker-2": worker };
  const crashes = new Crashes();
  const { reporter } = crashes;
  const stack = await startStack({ home, env, instances, partEnv, reporter, supervise: false });
  try {
    const urls = stack.urls.apis.map((api) => `${api}/graphql`);
    const agent = await registered(urls);
    const random = seeded(seed);
    let talking = true;
    const talks = Array.from(
      { length: settings.conversations },
      (_, n) => keepTalking(urls, agent, seed * 1_000 + n, () => talking),
    );
    const done: Record<string, number> = {};
    for (let trial = 1; trial <= trials; trial++) {
      const fault = nextFault(random);
      await crashes.during(fault, () => make(stack, fault));
      await crashes.mend(stack);
      const name = `${fault.kind} ${fault.process}`;
      done[name] = (done[name] ?? 0) + 1;
      if (trial % 10 === 0 || trial === trials) say(`${trial} of ${trials} faults`);
      await new Promise((resolve) => setTimeout(resolve, 300 + random() * 1_200));
    }
    talking = false;
    const all = (await Promise.all(talks)).flat();
    return await report(stack, urls, all, { made: done, crashed: crashes.names });
  } finally {
    await stack.destroy();
  }
}

async function keepTalking(
  urls: readonly string[],
  agent: string,
  seed: number,
  on: () => boolean,
) {
  const random = seeded(seed);
  const talks = [];
  do talks.push(await talk(urls, agent, random, on)); while (on());
  return talks;
}

async function registered(urls: readonly string[]): Promise<string> {
  const name = `chaos-${crypto.randomUUID().slice(0, 8)}`;
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const { mcpServers } = await ask<{ mcpServers: { tools: unknown[] }[] }>(
      urls,
      documents.servers,
    );
    if (mcpServers.some((s) => s.tools.length > 0)) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const tools = [{ server: "prices", name: "get_current_stock_price" }];
  const instructions = { text: "You are a price analyst." };
  const input = { name, model: "mistral-medium-latest", instructions, tools };
  await command(urls, documents.register, input);
  return name;
}
