import type { EntryRecord, MessageRecord } from "../../protocol/conversation/records.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";
import { unscoped } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { grouped, inOrder } from "../paging/by-ids.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { entryPlace, largestInteger } from "../paging/places.ts";

const columns = (sql: Sql) =>
  sql`entries.id, entries.conversation_id, entries.turn_id, entries.kind, entries.position, entries.created_at,
    entries.role, entries.author_version_id, entries.to_version_id, entries.idempotency_key, entries.status,
    entries.content, entries.attempts, entries.started_at, entries.ended_at, entries.retry_at, entries.failure,
    entries.server, entries.name, entries.arguments, entries.result, entries.output`;

const selected = (sql: Sql) => sql`select ${columns(sql)} from shown_entries entries`;

/** Entries by id, null if the tenant has none. A single id is the usual case, at every event: it is one statement. */
export async function entriesByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  const [only] = ids;
  const rows = ids.length === 1 && only !== undefined
    ? await unscoped(sql)<EntryRecord[]>`
      select ${columns(sql)} from read_entry(${tenant}, ${only}) entries`
    : await sql<EntryRecord[]>`${selected(sql)}
      where entries.tenant = ${tenant} and entries.id = any(${ids as string[]})`;
  return inOrder(ids, rows);
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
      and entries.own_status <> 'DISCARDED'
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
    and entries.own_status <> 'DISCARDED' order by entries.position`;
  return grouped(turnIds, rows, (e) => e.turnId).map((messages) => messages.at(-1) ?? null);
}
