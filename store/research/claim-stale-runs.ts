import type { ResearchInput } from "../../protocol/research/research-workflow.ts";
import { interval, type Sql } from "../database/sql.ts";

/** Open research runs that no worker has examined for `afterMs`; each is returned once in that time, up to 200 at once. */
export async function claimStaleRuns(sql: Sql, afterMs: number): Promise<ResearchInput[]> {
  return await sql<ResearchInput[]>`
    update research_runs set woken_at = now() where id in (
      select id from research_runs where ended_at is null
      and woken_at < now() - ${interval(sql, afterMs)} limit 200 for update skip locked)
    returning tenant, id as research_id`;
}
