import { sleep } from "../../protocol/async/sleep.ts";
import { command } from "./ask.ts";
import type { ChaosSettings } from "./options.ts";
import { Crashes } from "./crashes.ts";
import * as documents from "./documents.ts";
import { make, nextFault, victimsOf } from "./faults.ts";
import { seeded } from "./random.ts";
import { type Report, report } from "./report.ts";
import { toolsListed } from "./tools-listed.ts";
import { talk } from "./talker.ts";
import { startSeveralOfEach } from "./several-of-each.ts";

/**
 * Makes faults at random in a running stack of several APIs and workers while conversations go on, with a reader of
 * each at every API. Then lets everything end and says what was broken. The seed decides which faults come; the
 * machine decides what they hit.
 */
export async function chaosOfLog(settings: ChaosSettings): Promise<Report> {
  const { say, seed, trials } = settings;
  const crashes = new Crashes();
  const stack = await startSeveralOfEach(settings, crashes.reporter);
  try {
    const urls = stack.urls.apis.map((api) => `${api}/graphql`);
    const agent = await registered(urls);
    const random = seeded(seed);
    const victims = victimsOf(stack.processes());
    let talking = true;
    const talks = Array.from(
      { length: settings.conversations },
      (_, n) => keepTalking(urls, agent, seed * 1_000 + n, () => talking),
    );
    const done: Record<string, number> = {};
    for (let trial = 1; trial <= trials; trial++) {
      const fault = nextFault(random, victims);
      await crashes.during(fault, () => make(stack, fault));
      await crashes.mend(stack);
      const name = `${fault.kind} ${fault.process}`;
      done[name] = (done[name] ?? 0) + 1;
      if (trial % 10 === 0 || trial === trials) say(`${trial} of ${trials} faults`);
      await sleep(300 + random() * 1_200);
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

/** Registers an agent with the tools of `prices`, once the worker has listed them; its name. */
async function registered(urls: readonly string[]): Promise<string> {
  const name = `chaos-${crypto.randomUUID().slice(0, 8)}`;
  await toolsListed(urls, 1);
  const tools = [{ server: "prices", name: "get_current_stock_price" }];
  const instructions = { text: "You are a price analyst." };
  const input = { name, model: "mistral-medium-latest", instructions, tools };
  await command(urls, documents.register, input);
  return name;
}
