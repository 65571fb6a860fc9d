import { registerAnalyst, startTestStack, type TestStack } from "../../tests/support/test-stack.ts";
import { costBetween, costMeter } from "./cpu-cost.ts";
import { table } from "./stats.ts";
import type { BenchOptions } from "./options.ts";
import { runTurns, startConversations, twoTools, warmUp } from "./workload.ts";

const conversations = 24;
const turnsOfEach = 10;

const modes: [string, Record<string, string>][] = [
  ["off", {}],
  ["5 % of traces, metrics", {
    OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
    OTEL_TRACES_SAMPLER_ARG: "0.05",
  }],
  ["every trace, metrics", {}],
];

/** Turns with two tools: rate and processor time, without and with telemetry. */
export async function telemetry(options: BenchOptions): Promise<string> {
  const rows = [];
  let warm = "";
  for (const [name, sampling] of modes) {
    await using sink = new Sink();
    const exports = name === "off" ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...sampling };
    await using t = await startTestStack({}, exports);
    const agent = await registerAnalyst(t);
    warm = await warmUp(t, agent, options.warmUp);
    const { perSecond, cpuMs } = await load(t, agent);
    rows.push([name, perSecond.toFixed(1), cpuMs.toFixed(1), (sink.bytes / 1e6).toFixed(2)]);
  }
  const head = [
    "telemetry",
    "turns/s",
    "processor ms per turn of API, worker and MCP",
    "exported MB",
  ];
  return `${warm} ${
    conversations * turnsOfEach
  } turns with two tools, ${conversations} conversations at once\n\n${table(head, rows)}`;
}

async function load(t: TestStack, agent: string): Promise<{ perSecond: number; cpuMs: number }> {
  await t.sandbox.post("pace", { tokensPerSecond: 0, firstTokenMs: 0 });
  const workload = await startConversations([t.api], {
    agent,
    count: conversations,
    text: twoTools,
  });
  await using meter = costMeter(t.stack);
  const before = await meter.now();
  const seconds = await runTurns(workload, turnsOfEach, twoTools) / 1_000;
  const turns = conversations * turnsOfEach;
  const { processor } = costBetween(before, await meter.now(), turns);
  const times = ["api", "worker", "mcp"].map((name) => processor[name] ?? 0);
  return { perSecond: turns / seconds, cpuMs: times.reduce((a, b) => a + b, 0) };
}

/** A collector that counts the exported bytes. */
class Sink implements AsyncDisposable {
  bytes = 0;
  readonly #server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      this.bytes += (await request.arrayBuffer()).byteLength;
      return new Response(null, { headers: { "content-type": "application/x-protobuf" } });
    },
  );
  readonly url = `http://127.0.0.1:${this.#server.addr.port}`;

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}
