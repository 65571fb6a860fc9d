import postgres from "postgres";
import type { Stack } from "../scripts/stack/stack.ts";

/** What the machine had spent at a moment; two of them make a difference. */
export interface Spent {
  /** Processor time of each part with all its processes, user and system, ms. */
  processor: Record<string, number>;
  /** Time in which PostgreSQL ran statements, ms. */
  databaseMs: number;
  commits: number;
  /** Writes of the write-ahead log that were waited for. */
  syncs: number;
}

/** Processor time does not depend on what else runs on a machine, as wall time does. Linux alone. */
export interface CostMeter extends AsyncDisposable {
  now(): Promise<Spent>;
}

/** Clock ticks a second in /proc. */
const ticks = 100;

/** Reads what the parts of a stack spend; the database's counters lag by up to a second, see `now`. */
export function costMeter({ processes, urls }: Stack): CostMeter {
  const sql = postgres(urls.database, { max: 1, onnotice: () => {} });
  return {
    async now() {
      const tree = await processTree();
      const processor: Record<string, number> = {};
      for (const { name, pid } of processes()) if (pid) processor[name] = tree.spentBy(pid);
      return { processor, ...await countersOf(sql) };
    },
    [Symbol.asyncDispose]: () => sql.end(),
  };
}

/** What was spent between two moments, for each of `count` pieces of work. */
export function spentBetween(from: Spent, to: Spent, count: number): Spent {
  const each = (a: number, b: number) => (b - a) / count;
  const parts = Object.keys(to.processor);
  return {
    processor: Object.fromEntries(
      parts.map((name) => [name, each(from.processor[name] ?? 0, to.processor[name] ?? 0)]),
    ),
    databaseMs: each(from.databaseMs, to.databaseMs),
    commits: each(from.commits, to.commits),
    syncs: each(from.syncs, to.syncs),
  };
}

type Counters = Omit<Spent, "processor">;

/** Sessions tell their counters when idle, at most once a second: what was done just now may be missing. */
async function countersOf(sql: postgres.Sql): Promise<Counters> {
  const [row] = await sql<Counters[]>`
    select active_time as "databaseMs", xact_commit::integer as commits,
      (select sum(fsyncs)::integer from pg_stat_io where object = 'wal') as syncs
    from pg_stat_database where datname = current_database()`;
  if (!row) throw new Error("no counters of the database");
  return row;
}

async function processTree() {
  const spent = new Map<number, { parent: number; ms: number }>();
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await Deno.readTextFile(`/proc/${name}/stat`).catch(() => "");
    // The name of a program stands in brackets and may hold anything; the state follows it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
    const [parent = 0] = fields.slice(1);
    // utime, stime, and of children that have ended, cutime, cstime.
    const sum = fields.slice(11, 15).reduce((a, b) => a + b, 0);
    spent.set(Number(name), { parent, ms: sum * 1_000 / ticks });
  }
  const spentBy = (pid: number): number =>
    [...spent].filter(([, { parent }]) => parent === pid)
      .reduce((sum, [child]) => sum + spentBy(child), spent.get(pid)?.ms ?? 0);
  return { spentBy };
}
