import type { EntryRecord, MessageRecord } from "../../protocol/conversation/records.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";
import type { Sql } from "../database/sql.ts";
import { draftedContent } from "./drafted-content.ts";
import { grouped, inOrder } from "../paging/by-ids.ts";
import { shownStatus } from "../call/shown-status.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { entryPlace, largestInteger } from "../paging/places.ts";

// A tool call is an entry and a call with the same id; the text of a running message is read from its drafts.
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

/** Entries by id, null if the tenant has none. */
export async function entriesByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<EntryRecord[]>`${selected(sql)}
    where entries.tenant = ${tenant} and ${among(sql, ids)}`,
  );
}

/** A single id is the usual case, at every event; PostgreSQL plans an array each time, which costs more than the read. */
function among(sql: Sql, ids: readonly string[]) {
  const [only] = ids;
  return ids.length === 1 && only !== undefined
    ? sql`entries.id = ${only}`
    : sql`entries.id = any(${ids as string[]})`;
}

/** Place of a conversation's own entries: after its shared history. */
const own = largestInteger;

/**
 * Entries of a conversation, oldest first, without discarded ones. A fork begins with its shared history: of each source
 * the turns before the forked one, and of that turn the entries up to the forked entry.
 */
export async function entryPage(
  sql: Sql,
  tenant: string,
  conversationId: string,
  args: PageArgs,
): Promise<Page<EntryRecord>> {
  const window = pageWindow(args, `entries ${conversationId}`, entryPlace);
  const position = window.place?.position ?? null;
  const part = window.place?.part ?? own;
  const order = window.backwards ? sql`desc` : sql`asc`;
  const rows = await sql<(EntryRecord & { place: number })[]>`
    with parts as (
      select place, source_id, through_turn, through_position from shared_pasts
      where conversation_id = ${conversationId}
      union all select ${own}::integer, ${conversationId}, ${own}, 9223372036854775807)
    select p.place, e.* from parts p cross join lateral (${selected(sql)}
      join turns t on t.id = entries.turn_id
      where entries.tenant = ${tenant} and entries.conversation_id = p.source_id
      and entries.status <> 'DISCARDED'
      and (t.number < p.through_turn
        or (t.number = p.through_turn and entries.position <= p.through_position))
      and (${position}::bigint is null
        or (p.place, entries.position) ${window.backwards ? sql`<` : sql`>`}
          (${part}::integer, ${position}::bigint))
      order by entries.position ${order} limit ${window.limit}) e
    order by p.place ${order}, e.position ${order} limit ${window.limit}`;
  return toPage(
    rows,
    window,
    (e) => e.place === own ? String(e.position) : `${e.position}/${e.place}`,
  );
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
