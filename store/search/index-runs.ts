import { searchLimits } from "../../protocol/search/limits.ts";
import type { Db } from "../database/sql.ts";

/** Makes the questions of these research runs and the texts of their completed phases searchable. */
export async function indexRuns(db: Db, tenant: string, ids: readonly string[]): Promise<void> {
  await db`
    insert into search_texts (tenant, id, kind, object_id, at, text)
    select tenant, id, 'REPORT', id, created_at, left(question, ${searchLimits.textLength})
    from research_runs where tenant = ${tenant} and id = any(${ids as string[]})
    union all
    select tenant, id, 'REPORT', research_id, coalesce(ended_at, started_at, now()),
      left(name || E'\n\n' || text, ${searchLimits.textLength})
    from research_phases where tenant = ${tenant} and research_id = any(${ids as string[]})
      and status = 'COMPLETED' and text <> ''
    on conflict (tenant, id) do nothing`;
}
