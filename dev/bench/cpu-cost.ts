import postgres from "postgres";
import type { Stack } from "../../cli/stack/stack.ts";
import { type CpuTime, cpuTimeBetween, processorTime } from "./cpu-time.ts";

/** A reading of all counters; the difference of two is the cost. */
export interface Cost {
  processor: CpuTime;
  /** Time in which PostgreSQL ran statements, ms. */
  databaseMs: number;
  commits: number;
  /** Synchronous writes of the write-ahead log. */
  syncs: number;
}

/** Unlike wall time, processor time does not depend on other load of the machine. Linux only. */
export interface CostMeter extends AsyncDisposable {
  now(): Promise<Cost>;
}

/** Reads the counters of a stack; those of the database lag by up to a second, see `now`. */
export function costMeter(stack: Stack): CostMeter {
  const sql = postgres(stack.urls.database, { max: 1, onnotice: () => {} });
  return {
    now: async () => ({ processor: await processorTime(stack), ...await countersOf(sql) }),
    [Symbol.asyncDispose]: () => sql.end(),
  };
}

/** The cost between two readings for each of `count` operations. */
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

/** Sessions report their counters when idle, at most once a second: recent work may be missing. */
async function countersOf(sql: postgres.Sql): Promise<Counters> {
  const [row] = await sql<Counters[]>`
    select active_time as "databaseMs", xact_commit::integer as commits,
      (select sum(fsyncs)::integer from pg_stat_io where object = 'wal') as syncs
    from pg_stat_database where datname = current_database()`;
  if (!row) throw new Error("no counters of the database");
  return row;
}
