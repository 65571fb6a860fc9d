import { ownNode } from "../../../cli/stack/node/find-node.ts";
import { fromFileUrl } from "../../../cli/stack/paths.ts";
import { sleep } from "../../../protocol/async/sleep.ts";
import { startTestStack, type TestStack } from "../../../tests/support/test-stack.ts";
import { type CpuTime, cpuTimeBetween, processorTime } from "../cpu-time.ts";
import type { BenchOptions } from "../options.ts";
import { ms, summary, table } from "../stats.ts";
import { twoTools } from "../workload.ts";
import { FloorChat } from "./floor-chat.ts";

const conversations = 24;
const turnsOfEach = 8;

/**
 * The lower bound of `steps` and `stream`: the same emulator, tools, database and clients, and between them one process
 * that asks, forwards and commits once a turn. It resumes nothing, and what it loses is lost.
 */
export async function floor(options: BenchOptions): Promise<string> {
  await using t = await startTestStack({ parts: ["postgres", "sandbox", "mcp"] });
  await using server = await startServer(t);
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  if (options.warmUp > 0) {
    await load(server, "say 20 tokens", Math.ceil(options.warmUp / conversations));
  }
  const rows = [];
  for (
    const [name, text] of [["plain turns", "say 20 tokens"], [
      "turns with two tools",
      twoTools,
    ]] as const
  ) {
    const before = await server.time();
    const seconds = await load(server, text, turnsOfEach) / 1_000;
    const turns = conversations * turnsOfEach;
    const perSecond = (turns / seconds).toFixed(1);
    rows.push([name, perSecond, ...cells(cpuTimeBetween(before, await server.time()), turns, 1)]);
  }
  const streamed = [];
  for (const streams of options.streams) streamed.push(await stream(t, server, streams, options));
  const warm = options.warmUp > 0 ? `Warm: after ${options.warmUp} turns.` : "Cold.";
  return [
    warm,
    table(["load", "turns/s", ...head("ms a turn")], rows),
    table(
      [
        ...["streams", "tokens/s wanted", "reached", "latency p50 ms", "p99 ms"],
        ...["product, processor ms a token", ...head("ms a token")],
      ],
      streamed,
    ),
  ].join("\n\n");
}

/** Named like the columns of the benches whose lower bound they are. */
const head = (unit: string) => [
  ...["the process", "PostgreSQL", "emulator, MCP", "clients"].map((name) => `${name} ${unit}`),
  "sum",
];

function cells(used: CpuTime, count: number, digits: number): string[] {
  const of = (part: string) => (used[part] ?? 0) / count;
  const [own, postgres, clients] = ["floor", "postgres", "clients"].map(of) as [
    ...[number, number, number],
  ];
  const emulated = of("sandbox") + of("mcp");
  return [own, postgres, emulated, clients, own + postgres + emulated + clients]
    .map((value) => value.toFixed(digits));
}

interface FloorServer extends AsyncDisposable {
  url: string;
  /** Processor time of the stack and of the server. */
  time(): Promise<CpuTime>;
}

async function startServer({ stack }: TestStack): Promise<FloorServer> {
  const { urls, tokens } = stack;
  const child = new Deno.Command((await ownNode()).path, {
    args: ["--import", "tsx", fromFileUrl(new URL("./server.ts", import.meta.url))],
    env: {
      FLOOR_SANDBOX: urls.sandbox,
      FLOOR_MCP: urls.mcp,
      FLOOR_TOKEN: tokens.mcp,
      FLOOR_DATABASE: urls.database,
    },
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  const port = new TextDecoder().decode(value).trim();
  if (!/^\d+$/.test(port)) throw new Error(`the server of the floor did not start: ${port}`);
  const floor = { name: "floor", pid: child.pid };
  return {
    url: `ws://127.0.0.1:${port}`,
    time: () => processorTime({ processes: () => [...stack.processes(), floor] }),
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await child.status;
      await reader.cancel();
    },
  };
}

async function load({ url }: FloorServer, text: string, turns: number): Promise<number> {
  const chats = await Promise.all(
    Array.from({ length: conversations }, () => FloorChat.open(url)),
  );
  const startedAt = performance.now();
  await Promise.all(chats.map(async (chat) => {
    for (let n = 0; n < turns; n++) await chat.turn(`${text} number ${n}`);
  }));
  const passedMs = performance.now() - startedAt;
  for (const chat of chats) chat[Symbol.dispose]();
  return passedMs;
}

async function stream(
  t: TestStack,
  server: FloorServer,
  streams: number,
  { pace, tokens, answers }: BenchOptions,
): Promise<string[]> {
  await t.sandbox.post("pace", { tokensPerSecond: pace, firstTokenMs: 0 });
  const chats = await Promise.all(
    Array.from({ length: streams }, () => FloorChat.open(server.url)),
  );
  const before = await server.time();
  const turns = (await Promise.all(chats.map(async (chat, n) => {
    await sleep((n / streams) * (tokens / pace) * 1_000);
    const seen = [];
    for (let i = 0; i < answers; i++) seen.push(await chat.turn(`say ${tokens} clocks`));
    return seen;
  }))).flat();
  const used = cpuTimeBetween(before, await server.time());
  for (const chat of chats) chat[Symbol.dispose]();
  const { p50, p99, count } = summary(turns.flatMap((turn) => turn.latencies));
  const rates = turns.map(({ wholeMs }) => tokens / (wholeMs / 1_000));
  const rate = rates.reduce((sum, one) => sum + one, 0) / rates.length;
  return [
    ...[`${streams}`, `${streams * pace}`, (streams * rate).toFixed(0), ms(p50), ms(p99)],
    (((used.floor ?? 0) + (used.postgres ?? 0)) / count).toFixed(2),
    ...cells(used, count, 2),
  ];
}
