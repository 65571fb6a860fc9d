import postgres from "postgres";
import type { Stack } from "../../cli/stack/stack.ts";
import { type CpuTime, cpuTimeBetween, processorTime } from "./cpu-time.ts";

/** What the machine had spent at a moment; two of them make a difference. */
export interface Cost {
  processor: CpuTime;
  /** Time in which PostgreSQL ran statements, ms. */
  databaseMs: number;
  commits: number;
  /** Writes of the write-ahead log that were waited for. */
  syncs: number;
}

/** Processor time does not depend on what else runs on a machine, as wall time does. Linux alone. */
export interface CostMeter extends AsyncDisposable {
  now(): Promise<Cost>;
}

/** Reads what the parts of a stack spend; the database's counters lag by up to a second, see `now`. */
export function costMeter(stack: Stack): CostMeter {
  const sql = postgres(stack.urls.database, { max: 1, onnotice: () => {} });
  return {
    now: async () => ({ processor: await processorTime(stack), ...await countersOf(sql) }),
    [Symbol.asyncDispose]: () => sql.end(),
  };
}

/** What was spent between two moments, for each of `count` pieces of work. */
export function costBetween(from: Cost, to: Cost, count: number): Cost {
  const each = (a: number, b: number) => (b - a) / count;
  const used = Object.entries(cpuTimeBetween(from.processor, to.processor));
  return {
    processor: Object.fromEntries(used.map(([part, ms]) => [part, ms / count])),
    databaseMs: each(from.databaseMs, to.databaseMs),
    commits: each(from.commits, to.commits),
    syncs: each(from.syncs, to.syncs),
  };
}

type Counters = Omit<Cost, "processor">;

/** Sessions tell their counters when idle, at most once a second: what was done just now may be missing. */
async function countersOf(sql: postgres.Sql): Promise<Counters> {
  const [row] = await sql<Counters[]>`
    select active_time as "databaseMs", xact_commit::integer as commits,
      (select sum(fsyncs)::integer from pg_stat_io where object = 'wal') as syncs
    from pg_stat_database where datname = current_database()`;
  if (!row) throw new Error("no counters of the database");
  return row;
}
