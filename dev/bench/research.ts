import { withDeadline } from "../../protocol/async/deadline.ts";
import { runAgents } from "../../cli/agents/run.ts";
import { Research } from "../../tests/support/research.ts";
import type { LedgerRecord } from "../../tests/support/sandbox.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { type CpuTime, cpuTimeBetween, processorTime } from "./cpu-time.ts";
import { processorCells, processorHead } from "./processor-columns.ts";
import { criticalPath, type TimedPhase } from "./critical-path.ts";
import { timed, type TimedQuery } from "./research.generated.ts";
import { ms, summary, table } from "./stats.ts";

const single = 8;
const atOnce = 20;
const withinMs = 300_000;

/** The overhead of a run: its duration without the model calls on its critical path. */
export async function research(t: TestStack): Promise<string> {
  await t.sandbox.post("pace", { tokensPerSecond: 2_000, firstTokenMs: 20 });
  await runAgents({ command: "apply", folder: "agents/research", url: t.api.url });
  const runs = new Research(t.api);
  await made(runs, "warm up");
  const alone: string[] = [];
  const [, spentAlone] = await spent(t, async () => {
    for (let n = 0; n < single; n++) alone.push(await made(runs, `alone ${n}`));
  });
  const [together, spentTogether] = await spent(
    t,
    () => Promise.all(Array.from({ length: atOnce }, (_, n) => made(runs, `together ${n}`))),
  );
  const head = ["runs", "phases on the path", "whole p50 ms", "model p50 ms", "tools p50 ms"];
  const [first, second] = [`${single}, 1 at once`, `${atOnce} at once`];
  return [
    table([...head, "overhead p50 ms", "p99 ms", "for each phase p50 ms", "p99 ms"], [
      row(first, await measured(t, alone)),
      row(second, await measured(t, together)),
    ]),
    table(["runs", ...processorHead("ms a run")], [
      [first, ...processorCells(spentAlone, single, 0)],
      [second, ...processorCells(spentTogether, atOnce, 0)],
    ]),
  ].join("\n\n");
}

/** The result of this work, and the processor time that it took. */
async function spent<T>(t: TestStack, work: () => Promise<T>): Promise<[T, CpuTime]> {
  const before = await processorTime(t.stack);
  const result = await work();
  return [result, cpuTimeBetween(before, await processorTime(t.stack))];
}

async function made(runs: Research, question: string): Promise<string> {
  const id = await runs.start(`How is NVDA doing against AMD? ${question}`, { searches: 3 });
  await withDeadline(withinMs, runs.events(id), "the run ends");
  return id;
}

interface Measured {
  phases: number;
  wholeMs: number;
  modelMs: number;
  toolMs: number;
}

function row(name: string, runs: readonly Measured[]): string[] {
  const of = (value: (run: Measured) => number) => summary(runs.map(value));
  const overhead = (r: Measured) => r.wholeMs - r.modelMs;
  const each = of((r) => overhead(r) / r.phases);
  return [
    name,
    of((r) => r.phases).p50.toFixed(0),
    ms(of((r) => r.wholeMs).p50),
    ms(of((r) => r.modelMs).p50),
    ms(of((r) => r.toolMs).p50),
    ms(of(overhead).p50),
    ms(of(overhead).p99),
    ms(each.p50),
    ms(each.p99),
  ];
}

async function measured(t: TestStack, ids: readonly string[]): Promise<Measured[]> {
  const ledger = await t.sandbox.ledger();
  return await Promise.all(ids.map(async (id) => {
    const { researchRun: run } = await t.api.run(timed, { id });
    if (run?.status !== "COMPLETED") throw new Error(`${id}: ${run?.status}`);
    const path = criticalPath(run.phases.map((phase) => timesOf(phase, ledger)));
    return { ...path, wholeMs: Date.parse(run.endedAt ?? "") - Date.parse(run.createdAt) };
  }));
}

type Phase = NonNullable<TimedQuery["researchRun"]>["phases"][number];

function timesOf(
  { startedAt, endedAt, work }: Phase,
  ledger: readonly LedgerRecord[],
): TimedPhase {
  const steps = work?.steps ?? [];
  const tools = steps.filter((s) => s.__typename === "ToolCall" && s.startedAt && s.endedAt);
  return {
    startedAt: Date.parse(startedAt ?? ""),
    endedAt: Date.parse(endedAt ?? ""),
    modelMs: modelMsOf(work?.conversation.id ?? "", ledger),
    tools: tools.map((s) => [Date.parse(s.startedAt ?? ""), Date.parse(s.endedAt ?? "")]),
  };
}

/** Time of the emulator for a conversation: of requests that name it, and of those that continue them. */
function modelMsOf(conversationId: string, ledger: readonly LedgerRecord[]): number {
  const asked = ledger.filter((r) => /^conversations\.(start|append|restart)/.test(r.operation));
  const named = asked.filter((r) => r.metadata?.tramontane_conversation === conversationId);
  const roots = new Set(named.flatMap((r) => r.root ?? r.conversation ?? []));
  const own = asked.filter((r) => named.includes(r) || roots.has(r.root ?? r.conversation ?? ""));
  const took = (r: LedgerRecord) => Date.parse(r.finishedAt ?? "") - Date.parse(r.startedAt);
  return own.reduce((sum, r) => sum + (took(r) || 0), 0);
}
