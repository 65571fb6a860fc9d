import { registerAnalyst, unique } from "../../../tests/support/test-stack.ts";
import { table } from "../stats.ts";
import { twoTools, twoToolsInTurn } from "../workload.ts";
import { startCountedStack } from "./counted-stack.ts";
import { countTurns, type TurnCounts } from "./count-turns.ts";
import { DatabaseCounters, type TableCounters } from "./database-counters.ts";

/** The turns that are counted: without tools, and with two tools that the model requests in one answer. */
export const countedLoads = [
  { name: "plain turn", tools: false, text: "say 20 tokens" },
  { name: "turn with two tools", tools: true, text: twoTools },
  { name: "turn with two tools, one after the other", tools: true, text: twoToolsInTurn },
] as const;

const turns = 20;

/** What a turn costs in counts, which depend neither on the machine nor on its load. */
export async function counts(): Promise<string> {
  await using t = await startCountedStack();
  const withTools = await registerAnalyst(t);
  const plain = unique("bench");
  await t.api.register(plain, { tools: [] });
  const measured: [string, TurnCounts, string][] = [];
  for (const { name, tools, text } of countedLoads) {
    await using database = new DatabaseCounters(t.stack);
    const seen: Awaited<ReturnType<DatabaseCounters["tables"]>>[] = [];
    const around = async () => void seen.push(await database.tables());
    const agent = tools ? withTools : plain;
    const counted = await countTurns(t, { agent, text, turns, warmUp: 10, around });
    measured.push([name, counted, tablesOf(seen, turns)]);
  }
  return [
    `Each number is for one turn, of ${turns} one after the other in one conversation, with one subscription.`,
    summaryOf(measured.map(([name, counted]) => [name, counted])),
    ...measured.map(([name, counted, tables]) => `### ${name}\n\n${details(counted)}\n\n${tables}`),
  ].join("\n\n");
}

const head: [keyof Omit<TurnCounts, "details">, string][] = [
  ["statements", "statements"],
  ["nested", "nested in them"],
  ["commits", "commits that write"],
  ["walRecords", "WAL records"],
  ["walBytes", "WAL bytes"],
  ["historyEvents", "history events"],
  ["workflowTasks", "workflow tasks"],
  ["historyBytes", "history bytes"],
  ["requests", "Temporal requests"],
  ["polls", "polls"],
];

/** One row for each kind of turn. */
export function summaryOf(measured: readonly (readonly [string, TurnCounts])[]): string {
  const rows = measured.map(([name, counted]) => [name, ...head.map(([key]) => one(counted[key]))]);
  return table(["for one turn", ...head.map(([, title]) => title)], rows);
}

function details({ details: { statements, rows, events, requests } }: TurnCounts): string {
  const text = (s: string) => s.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").slice(0, 160);
  return [
    table(
      ["calls", "process", "", "statement"],
      statements.map((s) => [one(s.calls), s.process, s.sent ? "" : "nested", text(s.text)]),
    ),
    table(["logged table", "change", "rows"], rows.map((r) => [r.table, r.kind, one(r.count)])),
    table(["history event", "a turn"], events.map(([name, count]) => [name, one(count)])),
    table(["Temporal request", "a turn"], requests.map(([name, count]) => [name, one(count)])),
  ].join("\n\n");
}

type Tables = Awaited<ReturnType<DatabaseCounters["tables"]>>;

function tablesOf([from, to]: readonly Tables[], turns: number): string {
  if (!from || !to) return "";
  const before = new Map(from.tables.map((t) => [t.table, t]));
  const each = (after: TableCounters, key: Exclude<keyof TableCounters, "table">) =>
    (after[key] - (before.get(after.table)?.[key] ?? 0)) / turns;
  const keys = ["inserted", "updated", "hot", "deleted", "heap", "indexes"] as const;
  const rows = to.tables.filter((t) => keys.some((key) => each(t, key) >= 0.05))
    .map((t) => [t.table, ...keys.map((key) => one(each(t, key)))]);
  const all = (to.transactions - from.transactions) / turns;
  const note = `Transactions, with those that only read and some of periodic work: ${one(all)}`;
  return `${table(["table", ...keys.map((key) => titles[key])], rows)}\n\n${note}`;
}

const titles = {
  inserted: "inserted",
  updated: "updated",
  hot: "of that in place",
  deleted: "deleted",
  heap: "bytes of rows",
  indexes: "bytes of indexes",
};

const one = (value: number) => value.toFixed(value >= 1_000 ? 0 : 1);
