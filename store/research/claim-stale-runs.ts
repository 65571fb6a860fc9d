import type { ResearchInput } from "../../protocol/research/research-workflow.ts";
import type { Sql } from "../database/sql.ts";

/** Open research runs of all tenants that no worker has examined for `afterMs`; each is returned once in that time, up to 200 at once. */
export async function claimStaleRuns(sql: Sql, afterMs: number): Promise<ResearchInput[]> {
  return await sql<ResearchInput[]>`
    select tenant, research_id from claim_stale_runs(${afterMs})`;
}
