import type { Sql } from "../database/sql.ts";

/** Deletes up to `most` firings that were decided before, except those that wait or go on; returns how many. */
export async function purgeFirings(sql: Sql, before: Date, most: number): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select purge_firings(${before}, ${most}) as n`;
  return row?.n ?? 0;
}
