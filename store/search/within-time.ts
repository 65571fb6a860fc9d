import type { Sql, Tx } from "../database/sql.ts";

/** PostgreSQL's code of a statement that was cancelled, as by its time limit. */
const cancelled = "57014";

/**
 * Runs one statement in a transaction, with the time that is left until `deadline` (as `performance.now`) as its limit.
 * Null if the time was up before it ended.
 */
export async function withinTime<T>(
  sql: Sql,
  deadline: number,
  work: (tx: Tx) => Promise<T>,
): Promise<T | null> {
  const leftMs = Math.floor(deadline - performance.now());
  if (leftMs <= 0) return null;
  try {
    return await sql.begin((tx) => {
      void tx.unsafe(`set local statement_timeout = ${leftMs}`).execute(); // if it fails, so does the transaction
      return work(tx);
    }) as T;
  } catch (error) {
    if ((error as { code?: unknown }).code === cancelled) return null;
    throw error;
  }
}
