import type { Sql } from "../database/sql.ts";

/** Deletes up to `limit` idempotency keys older than `afterMs`; answers how many. Several workers may do so at once. */
export async function purgeIdempotencyKeys(
  sql: Sql,
  { afterMs, limit }: { afterMs: number; limit: number },
): Promise<number> {
  const gone = await sql`
    delete from idempotency_keys where (tenant, mutation, key) in (
      select tenant, mutation, key from idempotency_keys
      where created_at < now() - ${afterMs} * interval '1 millisecond'
      order by created_at limit ${limit} for update skip locked)`;
  return gone.count;
}
