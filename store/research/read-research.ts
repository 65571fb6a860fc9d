import { noBudget } from "../../protocol/budget/budget.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";
import type { ResearchPhaseRecord, ResearchRunRecord } from "../../protocol/research/records.ts";
import { readOutcome } from "../../protocol/research/stored-outcome.ts";
import type { Status } from "../../protocol/status.ts";
import { json, type Sql } from "../database/sql.ts";
import { onlyVisibleRuns, type Visible } from "../access/visible.ts";
import { grouped, inOrder } from "../paging/by-ids.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { momentPlace, momentText } from "../paging/places.ts";

// The head comes from the same snapshot as the rest, before everything else that a response reads.
const columns = (sql: Sql) =>
  sql`r.id, r.tenant, r.question, r.symbols, r.resolved_symbols, r.language, r.status, r.created_at, r.ended_at, r.forked_from, r.verified,
    r.failure, ${
    json(sql, noBudget)
  } || r.budget as budget, r.provider, r.sample_market_data, s.head, r.owner`;

/** Research runs by id, null if the tenant has none. */
export async function researchRunsByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<ResearchRunRecord[]>`select ${columns(sql)}
    from research_runs r join streams s on s.id = r.id
    where r.tenant = ${tenant} and r.id = any(${ids as string[]})`,
  );
}

/** The visible research runs, newest first, optionally those with one status. */
export async function researchRunPage(
  sql: Sql,
  tenant: string,
  status: Status | null,
  args: PageArgs,
  visible: Visible = null,
): Promise<Page<ResearchRunRecord>> {
  const window = pageWindow(args, `research ${tenant}`, momentPlace);
  const { place } = window;
  const behind = place
    ? sql`and (r.created_at, r.id) < (${place.at}::timestamptz, ${place.id})`
    : sql``;
  const rows = await sql<ResearchRunRecord[]>`select ${columns(sql)}
    from research_runs r join streams s on s.id = r.id
    where r.tenant = ${tenant} and (${status}::text is null or r.status = ${status}) ${behind}
    ${onlyVisibleRuns(sql, tenant, visible)}
    order by r.created_at desc, r.id desc limit ${window.limit}`;
  return toPage(rows, window, (r) => momentText(r.createdAt, r.id));
}

// The text of a running phase is read from the drafts of its newest attempt.
const phases = (sql: Sql) =>
  sql`select p.id, p.research_id, p.kind, p.round, p.name, p.status, p.started_at, p.ended_at, p.outcome,
    p.failure, p.turn_id, case when p.draft_id is null then p.text else coalesce((
      select string_agg(d.text, E'\n\n' order by d.part) from (
        select part, string_agg(text, '' order by start_offset) as text from drafts
        where entry_id = p.draft_id group by part) d), '') end as text
  from research_phases p`;

const withOutcome = (phase: ResearchPhaseRecord) => ({
  ...phase,
  outcome: readOutcome(phase.outcome),
});

/** Phases by id, null if the tenant has none. */
export async function researchPhasesByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  const rows = await sql<ResearchPhaseRecord[]>`${phases(sql)}
    where p.tenant = ${tenant} and p.id = any(${ids as string[]})`;
  return inOrder(ids, rows.map(withOutcome));
}

/** The phases of each run so far, in order. */
export async function phasesByRunIds(
  sql: Sql,
  tenant: string,
  runIds: readonly string[],
): Promise<ResearchPhaseRecord[][]> {
  const rows = await sql<ResearchPhaseRecord[]>`${phases(sql)}
    where p.tenant = ${tenant} and p.research_id = any(${runIds as string[]}) order by p.number`;
  return grouped(runIds, rows.map(withOutcome), (p) => p.researchId);
}
