import type { EntryRecord, MessageRecord, Page, PageArgs } from "../../protocol/records.ts";
import type { Sql } from "../connect.ts";
import { draftedContent } from "../drafted-content.ts";
import { grouped, inOrder } from "./by-ids.ts";
import { shownStatus } from "./shown-status.ts";
import { pageWindow, toPage } from "./page.ts";

// A tool call is an entry and a call under one id; a message being written is read out of its drafts.
const selected = (sql: Sql) =>
  sql`select entries.id, entries.conversation_id, entries.turn_id, entries.kind, entries.position,
    entries.created_at, entries.role,
    entries.author_version_id, entries.to_version_id, entries.idempotency_key, coalesce(${
    shownStatus(sql)
  }, entries.status) as status,
    case when entries.kind = 'message' and entries.status = 'RUNNING'
      then coalesce(${draftedContent(sql)}, '[]') else entries.content end as content,
    c.attempts, c.started_at, c.ended_at, c.retry_at, c.failure, c.server, c.name, c.arguments, c.result, c.output
  from entries left join calls c on c.id = entries.id`;

/** Entries by id, null where missing or another tenant's. */
export async function entriesByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<EntryRecord[]>`${selected(sql)}
    where entries.tenant = ${tenant} and entries.id = any(${ids as string[]})`,
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
    where entries.tenant = ${tenant} and entries.conversation_id = ${conversationId} and entries.status <> 'DISCARDED'
    and (${window.place}::bigint is null
      or entries.position ${window.backwards ? sql`<` : sql`>`} ${window.place}::bigint)
    order by entries.position ${window.backwards ? sql`desc` : sql`asc`} limit ${window.limit}`;
  return toPage(rows, window, (e) => String(e.position));
}

/** The user's messages of each turn. */
export async function messagesByTurnIds(
  sql: Sql,
  tenant: string,
  turnIds: readonly string[],
): Promise<MessageRecord[][]> {
  const rows = await sql<MessageRecord[]>`${selected(sql)}
    where entries.tenant = ${tenant} and entries.turn_id = any(${turnIds as string[]}) and entries.role = 'USER'
    order by entries.position`;
  return grouped(turnIds, rows, (e) => e.turnId);
}

/** The agent's last message of each turn; null before there is one. */
export async function repliesByTurnIds(
  sql: Sql,
  tenant: string,
  turnIds: readonly string[],
): Promise<(MessageRecord | null)[]> {
  const rows = await sql<MessageRecord[]>`${selected(sql)}
    where entries.tenant = ${tenant} and entries.turn_id = any(${turnIds as string[]}) and entries.role = 'AGENT'
    and entries.status <> 'DISCARDED' order by entries.position`;
  return grouped(turnIds, rows, (e) => e.turnId).map((messages) => messages.at(-1) ?? null);
}
