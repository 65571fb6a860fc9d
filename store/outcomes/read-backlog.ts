import type { Sql } from "../database/sql.ts";

/** Numbers of open work in the whole deployment. */
export interface Backlog {
  turns: { tenant: string; status: string; count: number }[];
  /** Age of the oldest turn that comes next in its conversation and has not begun, ms; 0 without one. */
  oldestTurnMs: number;
  approvals: { tenant: string; count: number }[];
  research: { tenant: string; count: number }[];
}

/** Reads the backlog over the indexes of open rows. */
export async function readBacklog(sql: Sql): Promise<Backlog> {
  const [turns, [oldest], approvals, research] = await Promise.all([
    sql<Backlog["turns"]>`select tenant, status, count(*) from turns
      where ended_at is null group by 1, 2`,
    sql<{ ms: number }[]>`
      select coalesce(extract(epoch from clock_timestamp() - min(created_at)) * 1000, 0)::float8 as ms from turns t
      where t.ended_at is null and status = 'QUEUED' and not exists (select from turns o where o.conversation_id = t.conversation_id
        and o.number < t.number and o.ended_at is null)`,
    sql<
      Backlog["approvals"]
    >`select tenant, count(*) from approvals where verdict = 'PENDING' group by 1`,
    sql<
      Backlog["research"]
    >`select tenant, count(*) from research_runs where ended_at is null group by 1`,
  ]);
  return {
    turns: [...turns],
    oldestTurnMs: oldest?.ms ?? 0,
    approvals: [...approvals],
    research: [...research],
  };
}
