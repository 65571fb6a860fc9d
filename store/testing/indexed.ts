import { backfillSearch } from "../search/backfill.ts";
import type { Sql } from "../database/sql.ts";

/** Makes everything searchable that has been written so far. */
export async function indexEverything(sql: Sql): Promise<void> {
  await sql`truncate search_backfill`;
  while (await backfillSearch(sql, 500));
}
