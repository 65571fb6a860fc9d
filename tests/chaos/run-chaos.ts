import { Sandbox } from "../support/sandbox.ts";
import { sleep } from "../../protocol/async/sleep.ts";
import { startToolServer } from "../support/tool-server.ts";
import { approve } from "./approver.ts";
import { ChaosClient } from "./client.ts";
import * as documents from "./chaos.generated.ts";
import { FaultInjector } from "./fault-injector.ts";
import type { ChaosOptions } from "./options.ts";
import { type Random, seeded } from "./random.ts";
import { type Report, reportOn } from "./report.ts";
import { scenarios } from "./scenarios.ts";
import { startChaosStack } from "./start-stack.ts";
import { type ConversationRun, runConversation, type Workload } from "./workload.ts";

/** What a run needs besides its options. */
export interface ChaosSettings extends ChaosOptions {
  /** State folder of the stack, deleted at the end. */
  home: string;
  /** Shows progress. */
  print(line: string): void;
}

/**
 * Injects random faults into a running stack of several APIs and workers while conversations go on, lets everything end, and
 * verifies what readers saw, what is stored, what the provider has and what the tools did. The seed decides which faults
 * are injected; the machine decides what they hit.
 */
export async function runChaos(settings: ChaosSettings): Promise<Report> {
  const { print, seed, trials } = settings;
  const plan = scenarios[settings.scenario];
  const injector = new FaultInjector();
  await using tools = await startToolServer();
  tools.slowestMs = 600;
  const stack = await startChaosStack(settings, injector.reporter, {
    MCP_SERVERS: tools.serversFile,
  });
  try {
    const client = new ChaosClient(stack.urls.apis.map((api) => `${api}/graphql`));
    const sandbox = new Sandbox(stack);
    const workload: Workload = { client, plan, agent: await register(client) };
    const random = seeded(seed);
    const running = { messages: true, approvals: true };
    const runs = Array.from(
      { length: settings.conversations },
      (_, n) => repeat(workload, seeded(seed * 1_000 + n), () => running.messages),
    );
    const approving = approve(client, seeded(seed + 1), () => running.approvals);
    if (plan.providerFaults) await setProvider(sandbox, random);
    await injector.run({
      ...{ stack, random, trials, ...plan },
      onRest: async (injected) => {
        print(`${injected} of ${trials} faults`);
        if (plan.providerFaults) await setProvider(sandbox, random);
      },
    });
    running.messages = false;
    const all = (await Promise.all(runs)).flat();
    running.approvals = false;
    await sandbox.post("reset-faults", {});
    const { injected, crashed } = injector;
    const done = { injected, crashed, decisions: await approving };
    return await reportOn({ stack, client, runs: all, orders: tools.orders(), done });
  } finally {
    await stack.destroy();
  }
}

async function repeat(workload: Workload, random: Random, isRunning: () => boolean) {
  const runs: ConversationRun[] = [];
  do runs.push(await runConversation(workload, random, isRunning)); while (isRunning());
  return runs;
}

/** Registers an agent with the tools of both MCP servers, once the worker has listed them; its name. */
async function register(client: ChaosClient): Promise<string> {
  await untilListed(client);
  const name = `chaos-${crypto.randomUUID().slice(0, 8)}`;
  const tools = [
    { server: "prices", name: "get_current_stock_price" },
    { server: "orders", name: "buy", policy: "AUTO" as const },
    { server: "orders", name: "deliver", policy: "ASK" as const, approvalTimeout: "PT4S" },
  ];
  const instructions = { text: "You are a price analyst." };
  const input = { name, model: "mistral-medium-latest", instructions, tools };
  await client.mutate(documents.register, input);
  return name;
}

async function untilListed(client: ChaosClient): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(200)) {
    const { mcpServers } = await client.query(documents.servers, {});
    if (mcpServers?.filter(({ tools }) => tools && tools.length > 0).length === 2) return;
  }
  throw new Error("the tools were not listed within a minute");
}

const kinds = ["cut_mid_stream", "commit_then_500", "error_event", "rate_limit", "undecodable"];

/** Has the provider finish calls that are cut, or not, and fail at random. It loses these settings when it is killed. */
async function setProvider(sandbox: Sandbox, random: Random): Promise<void> {
  await sandbox.post("mode", { cut: random() < 0.5 ? "store" : "abort", lockMs: 500 });
  await sandbox.post("pace", { tokensPerSecond: 100, firstTokenMs: 50 });
  await sandbox.post("faults", {
    random: { seed: Math.floor(random() * 1e6), rate: 0.03, kinds },
  });
}
