import type { Stack } from "../../../cli/stack/stack.ts";
import { command } from "../ask.ts";
import type { ChaosSettings } from "../options.ts";
import * as documents from "../documents.ts";
import { type Random, seeded } from "../random.ts";
import { toolsListed } from "../tools-listed.ts";
import { startSeveralOfEach } from "../several-of-each.ts";
import { clerk } from "./clerk.ts";
import { reportOfTurns, type TurnsReport } from "./report.ts";
import { openShop } from "./shop.ts";
import { Storm } from "./storm.ts";
import { talk } from "./talker.ts";

/**
 * Overlapping faults on every process while conversations with parallel tools, side effects, questions to humans,
 * interrupts and cancels go on. Then lets everything end and says what was broken. The seed decides which faults come;
 * the machine decides what they hit.
 */
export async function chaosOfTurns(settings: ChaosSettings): Promise<TurnsReport> {
  const { say, seed, trials } = settings;
  const storm = new Storm();
  await using shop = await openShop();
  const stack = await startSeveralOfEach(settings, storm.reporter, {
    MCP_SERVERS: shop.serversFile,
  });
  try {
    const urls = stack.urls.apis.map((api) => `${api}/graphql`);
    const agent = await registered(urls);
    const random = seeded(seed);
    let talking = true;
    const talks = Array.from(
      { length: settings.conversations },
      (_, n) => keepTalking(urls, agent, seeded(seed * 1_000 + n), () => talking),
    );
    let asking = true;
    const clerking = clerk(urls, seeded(seed + 1), () => asking);
    await setProvider(stack, random);
    await storm.rage(stack, random, trials, async (made) => {
      say(`${made} of ${trials} faults`);
      await setProvider(stack, random);
    });
    talking = false;
    const all = (await Promise.all(talks)).flat();
    asking = false;
    await post(stack, "reset-faults", {});
    const { made, crashed } = storm;
    const done = { made, crashed, verdicts: await clerking };
    return await reportOfTurns(stack, urls, all, shop.orders, done);
  } finally {
    await stack.destroy();
  }
}

async function keepTalking(
  urls: readonly string[],
  agent: string,
  random: Random,
  on: () => boolean,
) {
  const talks = [];
  do talks.push(await talk(urls, agent, random, on)); while (on());
  return talks;
}

async function registered(urls: readonly string[]): Promise<string> {
  await toolsListed(urls, 2);
  const name = `chaos-${crypto.randomUUID().slice(0, 8)}`;
  const tools = [
    { server: "prices", name: "get_current_stock_price" },
    { server: "shop", name: "order", policy: "AUTO" },
    { server: "shop", name: "deliver", policy: "ASK", approvalTimeout: "PT4S" },
  ];
  const instructions = { text: "You are a price analyst." };
  const input = { name, model: "mistral-medium-latest", instructions, tools };
  await command(urls, documents.register, input);
  return name;
}

const kinds = ["cut_mid_stream", "commit_then_500", "error_event", "rate_limit", "undecodable"];

/** Lets the provider finish what is cut, or not, and fail at random. It forgets this when it is killed. */
async function setProvider(stack: Stack, random: Random) {
  await post(stack, "mode", { cut: random() < 0.5 ? "store" : "abort", lockMs: 500 });
  await post(stack, "pace", { tokensPerSecond: 100, firstTokenMs: 50 });
  await post(stack, "faults", { random: { seed: Math.floor(random() * 1e6), rate: 0.03, kinds } });
}

async function post({ urls, tokens }: Stack, path: string, body: object) {
  const headers = {
    authorization: `Bearer ${tokens.sandbox}`,
    "content-type": "application/json",
  };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  await (await fetch(`${urls.sandbox}/control/${path}`, init)).body?.cancel();
}
