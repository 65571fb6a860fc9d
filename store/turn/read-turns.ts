import type { TurnRecord } from "../../protocol/conversation/records.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { json, type Sql } from "../database/sql.ts";
import { inOrder } from "../paging/by-ids.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { numberPlace } from "../paging/places.ts";

const columns = (sql: Sql) =>
  sql`id, conversation_id, number, status, created_at, started_at, ended_at, failure, cancelled_by,
    cancel_reason, output, traceparent, sent_by, ${json(sql, noBudget)} || budget as budget`;

/** Turns by id, null if the tenant has none. */
export async function turnsByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<TurnRecord[]>`select ${columns(sql)} from turns
    where tenant = ${tenant} and id = any(${ids as string[]})`,
  );
}

/** Turns of a conversation, oldest first. */
export async function turnPage(
  sql: Sql,
  tenant: string,
  conversationId: string,
  args: PageArgs,
): Promise<Page<TurnRecord>> {
  const window = pageWindow(args, `turns ${conversationId}`, numberPlace);
  const rows = await sql<TurnRecord[]>`select ${columns(sql)} from turns
    where tenant = ${tenant} and conversation_id = ${conversationId}
    and (${window.place}::integer is null
      or number ${window.backwards ? sql`<` : sql`>`} ${window.place}::integer)
    order by number ${window.backwards ? sql`desc` : sql`asc`} limit ${window.limit}`;
  return toPage(rows, window, (t) => String(t.number));
}

/** The running turn of each conversation, or the next queued one; null if there is none. */
export async function currentTurns(
  sql: Sql,
  tenant: string,
  conversationIds: readonly string[],
): Promise<(TurnRecord | null)[]> {
  const rows = await sql<TurnRecord[]>`
    select distinct on (conversation_id) ${columns(sql)} from turns
    where tenant = ${tenant} and conversation_id = any(${conversationIds as string[]})
    and ended_at is null order by conversation_id, number`;
  const byConversation = new Map(rows.map((t) => [t.conversationId, t]));
  return conversationIds.map((id) => byConversation.get(id) ?? null);
}
