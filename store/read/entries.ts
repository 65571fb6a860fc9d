import type { EntryRecord, MessageRecord, Page, PageArgs } from "../../protocol/records.ts";
import type { Sql } from "../connect.ts";
import { grouped, inOrder } from "./by-ids.ts";
import { shownStatus } from "./shown-status.ts";
import { pageWindow, toPage } from "./page.ts";

// A tool call is an entry and a call under one id; a message being written is read out of its drafts.
const selected = (sql: Sql) =>
  sql`select e.id, e.conversation_id, e.turn_id, e.kind, e.position, e.created_at, e.role,
    e.author_version_id, e.idempotency_key, coalesce(${shownStatus(sql)}, e.status) as status,
    case when e.kind = 'message' and e.status = 'RUNNING' then coalesce(
      (select jsonb_agg(jsonb_build_object('type', d.kind, 'text', d.text) order by d.part)
        from (select part, lower(min(kind)) as kind, string_agg(text, '' order by start_offset) as text
          from drafts where entry_id = e.id group by part) d), '[]') else e.content end as content,
    c.attempts, c.started_at, c.ended_at, c.retry_at, c.failure, c.server, c.name, c.arguments, c.result, c.output
  from entries e left join calls c on c.id = e.id`;

/** Entries by id, null where missing or another tenant's. */
export async function entriesByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<EntryRecord[]>`${selected(sql)}
    where e.tenant = ${tenant} and e.id = any(${ids as string[]})`,
  );
}

/** What was said and done in a conversation, oldest first, without what is discarded. */
export async function entryPage(
  sql: Sql,
  tenant: string,
  conversationId: string,
  args: PageArgs,
): Promise<Page<EntryRecord>> {
  const window = pageWindow(args);
  const rows = await sql<EntryRecord[]>`${selected(sql)}
    where e.tenant = ${tenant} and e.conversation_id = ${conversationId} and e.status <> 'DISCARDED'
    and (${window.place}::bigint is null
      or e.position ${window.backwards ? sql`<` : sql`>`} ${window.place}::bigint)
    order by e.position ${window.backwards ? sql`desc` : sql`asc`} limit ${window.limit}`;
  return toPage(rows, window, (e) => String(e.position));
}

/** The user's messages of each turn. */
export async function messagesByTurnIds(
  sql: Sql,
  tenant: string,
  turnIds: readonly string[],
): Promise<MessageRecord[][]> {
  const rows = await sql<MessageRecord[]>`${selected(sql)}
    where e.tenant = ${tenant} and e.turn_id = any(${turnIds as string[]}) and e.role = 'USER'
    order by e.position`;
  return grouped(turnIds, rows, (e) => e.turnId);
}

/** The agent's last message of each turn; null before there is one. */
export async function repliesByTurnIds(
  sql: Sql,
  tenant: string,
  turnIds: readonly string[],
): Promise<(MessageRecord | null)[]> {
  const rows = await sql<MessageRecord[]>`${selected(sql)}
    where e.tenant = ${tenant} and e.turn_id = any(${turnIds as string[]}) and e.role = 'AGENT'
    and e.status <> 'DISCARDED' order by e.position`;
  return grouped(turnIds, rows, (e) => e.turnId).map((messages) => messages.at(-1) ?? null);
}
