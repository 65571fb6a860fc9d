import { advisoryLocks } from "../database/advisory-lock.ts";
import type { Sql } from "../database/sql.ts";

/** The outcome of one move. */
export interface MovedItems {
  /** Committed rows that were moved to the feeds of their tenants. */
  moved: number;
  /** Time that the oldest of them had waited, ms. */
  waitedMs: number;
}

/**
 * Moves up to `most` rows that wait for the feeds, in one transaction; null while another process moves. Rows are taken
 * by deleting them, not by a position: a transaction that commits late is moved late, never lost.
 */
export async function movePending(sql: Sql, most: number): Promise<MovedItems | null> {
  const [row] = await sql<MovedItems[]>`
    select moved, waited_ms from feed_events(${advisoryLocks.feed}, ${most})`;
  return row ?? null;
}
