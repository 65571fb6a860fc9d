import { findServerPrograms } from "../../cli/stack/temporal/server-programs.ts";
import { Api } from "../../tests/support/api.ts";
import {
  registerAnalyst,
  startTestStack,
  type TestStack,
  unique,
} from "../../tests/support/test-stack.ts";
import { type CpuTime, cpuTimeBetween, processorTime } from "./cpu-time.ts";
import { Chat } from "./chat.ts";
import { ms, summary, table } from "./stats.ts";
import type { BenchOptions } from "./options.ts";
import { pin, pinningFor } from "./pin.ts";
import { runTurns, startConversations, stepsOf, twoTools, warmUp } from "./workload.ts";

const conversations = 20;
const turnsOfEach = 6;
const streams = 20;
const tokens = 60;

/** Numbers of workers and APIs, in the order with the fewest starts. */
const onDevServer = [[4, 2], [2, 2], [1, 2], [1, 1], [2, 1], [4, 1]] as const;
const onRealServer = [[4, 2], [2, 2], [1, 1]] as const;

interface Measured {
  workers: number;
  apis: number;
  /** Each worker had a processor of its own, and everything else the others. */
  pinned: boolean;
  stepsPerSecond: number;
  /** Load of all processors, 0 to 1. */
  busy: number;
  msPerStep: CpuTime;
  deltaLatency: { p50: number; p99: number };
}

/**
 * Steps per second, the cost of each process for a step, and the latency of deltas, with several workers and APIs on the
 * same processors: with the dev server, then with Temporal's server on PostgreSQL, where its programs are available.
 */
export async function scale(options: BenchOptions): Promise<string> {
  const dev = await measureAll("dev", onDevServer, options);
  const missing = await withoutServer();
  const real = missing ? missing : await measureAll("postgres", onRealServer, options);
  return `Dev server on a file\n\n${dev}\n\nTemporal's server on PostgreSQL\n\n${real}`;
}

async function withoutServer(): Promise<string | undefined> {
  const env = Deno.env.toObject();
  const signal = AbortSignal.timeout(10_000);
  const search = { env, buildLog: "/dev/null", progress: () => {}, signal, offline: true };
  return await findServerPrograms(search).then(
    () => undefined,
    (e) => `not measured: ${e.message}`,
  );
}

async function measureAll(
  server: string,
  sizes: readonly (readonly [number, number])[],
  options: BenchOptions,
): Promise<string> {
  const [workers = 1, apis = 1] = sizes[0] ?? [];
  const instances = { worker: workers, api: apis };
  await using t = await startTestStack({ instances }, { TEMPORAL_SERVER: server });
  await registerAnalyst(t);
  const withTools = unique("bench-tools");
  const plain = unique("bench");
  await t.api.register(withTools);
  await t.api.register(plain, { tools: [] });
  const warm = await warmUp(t, plain, options.warmUp);
  const rows: Measured[] = [];
  for (const [workers, apis] of sizes) {
    await resize(t, workers, apis);
    const urls = t.stack.urls.apis.slice(0, apis);
    const pinning = pinningFor(workers, navigator.hardwareConcurrency);
    for (const one of pinning ? [undefined, pinning] : [undefined]) {
      const pinned = await pin(t.stack.processes(), one);
      const steps = await load(t, withTools, urls, turnsOfEach);
      const latency = await deltaLatency(t, plain, urls);
      rows.push({ workers, apis, pinned, ...steps, deltaLatency: latency });
    }
  }
  await pin([], undefined);
  const sorted = rows.toSorted((a, b) => a.apis - b.apis || a.workers - b.workers);
  return `${warm}\n\n${tables(sorted)}`;
}

/** Stops the other processes: idle ones would still listen and poll. */
async function resize({ stack }: TestStack, workers: number, apis: number) {
  for (const { name, state } of stack.processes()) {
    const [, part = "", nth = "1"] = /^(worker|api)(?:-(\d+))?$/.exec(name) ?? [];
    if (part === "") continue;
    const wanted = Number(nth) <= (part === "worker" ? workers : apis);
    if (wanted && state !== "ready") await stack.startPart(name);
    if (!wanted && state === "ready") await stack.stopPart(name);
  }
}

async function load(t: TestStack, agent: string, urls: readonly string[], turns: number) {
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const apis = urls.map((url) => new Api(`${url}/graphql`));
  const workload = await startConversations(apis, {
    agent,
    count: conversations,
    text: "say 3 tokens",
  });
  const before = await processorTime(t.stack);
  const passedMs = await runTurns(workload, turns, twoTools);
  const used = cpuTimeBetween(before, await processorTime(t.stack));
  const steps = await stepsOf(workload);
  const sum = Object.values(used).reduce((all, one) => all + one, 0);
  return {
    stepsPerSecond: steps / (passedMs / 1_000),
    busy: sum / (passedMs * navigator.hardwareConcurrency),
    msPerStep: Object.fromEntries(Object.entries(used).map(([part, ms]) => [part, ms / steps])),
  };
}

async function deltaLatency(t: TestStack, agent: string, urls: readonly string[]) {
  await t.sandbox.post("pace", { tokensPerSecond: 30, firstTokenMs: 50 });
  const all = await Promise.all(Array.from({ length: streams }, async (_, n) => {
    const api = new Api(`${urls[n % urls.length]}/graphql`);
    using chat = await Chat.open(api.url, await api.start(agent));
    return (await chat.turn(`say ${tokens} clocks`)).latencies;
  }));
  return summary(all.flat());
}

const parts = ["worker", "temporal", "postgres", "api", "sandbox", "mcp", "clients"];

function tables(rows: readonly Measured[]): string {
  const sizes = (m: Measured) => [`${m.workers}`, `${m.apis}`, m.pinned ? "yes" : "no"];
  const speed = rows.map((m) => [
    ...sizes(m),
    m.stepsPerSecond.toFixed(1),
    `${(m.busy * 100).toFixed(0)} %`,
    ms(m.deltaLatency.p50),
    ms(m.deltaLatency.p99),
  ]);
  const spent = rows.map((m) => [
    ...sizes(m),
    ...parts.map((part) => m.msPerStep[part]?.toFixed(2) ?? "-"),
    Object.values(m.msPerStep).reduce((sum, one) => sum + one, 0).toFixed(2),
  ]);
  return [
    table([
      "workers",
      "APIs",
      "workers pinned",
      "steps/s",
      "processors busy",
      "delta p50 ms",
      "p99 ms",
    ], speed),
    table(
      ["workers", "APIs", "workers pinned", ...parts.map((part) => `${part} ms/step`), "sum"],
      spent,
    ),
  ].join("\n\n");
}
