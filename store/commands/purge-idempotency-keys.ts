import { interval, type Sql } from "../database/sql.ts";

/** Deletes up to `limit` idempotency keys older than `afterMs`; returns how many. Workers may do so concurrently. */
export async function purgeIdempotencyKeys(
  sql: Sql,
  { afterMs, limit }: { afterMs: number; limit: number },
): Promise<number> {
  const gone = await sql`
    delete from idempotency_keys where (tenant, subject, mutation, key) in (
      select tenant, subject, mutation, key from idempotency_keys
      where created_at < now() - ${interval(sql, afterMs)}
      order by created_at limit ${limit} for update skip locked)`;
  return gone.count;
}
