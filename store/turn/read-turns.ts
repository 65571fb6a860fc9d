import type { TurnRecord } from "../../protocol/conversation/records.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { json, type Sql } from "../database/sql.ts";
import { inOrder } from "../paging/by-ids.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { momentPlace, momentText, numberPlace } from "../paging/places.ts";
import { onlyVisibleConversations, type Visible } from "../access/visible.ts";

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

/** The turn of each conversation with the highest number; null if there is none. */
export async function lastTurns(
  sql: Sql,
  tenant: string,
  conversationIds: readonly string[],
): Promise<(TurnRecord | null)[]> {
  const rows = await sql<TurnRecord[]>`select t.*
    from unnest(${conversationIds as string[]}::text[]) i(id) cross join lateral (
      select ${columns(sql)} from turns where conversation_id = i.id and tenant = ${tenant}
      order by number desc limit 1) t`;
  const byConversation = new Map(rows.map((t) => [t.conversationId, t]));
  return conversationIds.map((id) => byConversation.get(id) ?? null);
}

/** Turns of visible conversations of users that failed, the latest first. */
export async function failedTurns(
  sql: Sql,
  tenant: string,
  args: PageArgs,
  visible: Visible = null,
): Promise<Page<TurnRecord>> {
  const window = pageWindow(args, `failed turns ${tenant}`, momentPlace);
  const { place } = window;
  const rows = await sql<TurnRecord[]>`select ${columns(sql)} from turns
    where tenant = ${tenant} and failure is not null and ended_at is not null
    and exists (select from conversations c where c.id = turns.conversation_id and c.research_id is null
      ${onlyVisibleConversations(sql, tenant, visible)})
    ${place ? sql`and (ended_at, id) < (${place.at}::timestamptz, ${place.id})` : sql``}
    order by ended_at desc, id desc limit ${window.limit}`;
  return toPage(rows, window, (t) => momentText(t.endedAt ?? t.createdAt, t.id));
}
