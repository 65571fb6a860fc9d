import type { Sql } from "../../database/sql.ts";

/** Research runs of the tenant that have not ended. */
export async function openRuns(sql: Sql, tenant: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from research_runs where tenant = ${tenant} and ended_at is null order by id`;
  return rows.map((r) => r.id);
}

/** Conversations of the tenant whose erasure was not asked for. */
export async function unclosedConversations(sql: Sql, tenant: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from conversations where tenant = ${tenant} and erase_requested_at is null order by id`;
  return rows.map((r) => r.id);
}

/** What a worker still has to erase, by provider. */
export interface Unerased {
  provider: string;
  conversations: number;
}

/** The conversations of the tenant that are not erased, here and at the provider. */
export async function unerasedConversations(sql: Sql, tenant: string): Promise<Unerased[]> {
  return [
    ...await sql<Unerased[]>`
    select provider, count(*)::integer as conversations from conversations
    where tenant = ${tenant} and erased_at is null group by provider order by provider`,
  ];
}

/** The parts of the ids of the tenant's workflows. */
export async function workflowSubjects(sql: Sql, tenant: string) {
  const ids = async (query: PromiseLike<{ id: string }[]>) => (await query).map((row) => row.id);
  return {
    conversations: await ids(sql`select id from conversations where tenant = ${tenant}`),
    runs: await ids(sql`select id from research_runs where tenant = ${tenant}`),
    agents: await ids(sql`select name as id from agents where tenant = ${tenant}`),
    schedules: await ids(sql`select id from schedules where tenant = ${tenant}`),
    firings: await sql<{ scheduleId: string; due: Date }[]>`
      select schedule_id, due from firings where tenant = ${tenant} and cause = 'TIME'`,
  };
}
