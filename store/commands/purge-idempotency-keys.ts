import type { Sql } from "../database/sql.ts";

/** Deletes up to `limit` idempotency keys older than `afterMs`; returns how many. Workers may do so concurrently. */
export async function purgeIdempotencyKeys(
  sql: Sql,
  { afterMs, limit }: { afterMs: number; limit: number },
): Promise<number> {
  const [row] = await sql<{ gone: number }[]>`
    select purge_idempotency_keys(${afterMs}, ${limit}) as gone`;
  return row?.gone ?? 0;
}
