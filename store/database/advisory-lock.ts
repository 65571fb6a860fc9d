import type { Sql, Tx } from "./sql.ts";

/** Keys of PostgreSQL's advisory locks, the same in every process. */
export const advisoryLocks = {
  sweep: 7_401_993,
  retention: 7_401_994,
  partitions: 7_401_995,
  feed: 7_401_996,
  search: 7_401_997,
  webhooks: 7_401_998,
  schedules: 7_401_999,
} as const;

/** Runs `work` in a transaction that holds an advisory lock; null while another process holds it. */
export function withAdvisoryLock<T>(
  sql: Sql,
  lock: keyof typeof advisoryLocks,
  work: (tx: Tx) => Promise<T>,
): Promise<T | null> {
  return sql.begin(async (tx) => {
    const [row] = await tx<{ locked: boolean }[]>`
      select pg_try_advisory_xact_lock(${advisoryLocks[lock]}) as locked`;
    return row?.locked ? await work(tx) : null;
  }) as Promise<T | null>;
}
