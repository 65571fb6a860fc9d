import { approvalsStreamId } from "../../protocol/ids.ts";
import type { Verdict } from "../../protocol/approval/approval.ts";
import type {
  ApprovalContextRecord,
  ApprovalFilter,
  ApprovalInbox,
  ApprovalRecord,
} from "../../protocol/approval/records.ts";
import type { PageArgs } from "../../protocol/paging.ts";
import type { Sql } from "../database/sql.ts";
import { onlyVisibleContent, type Visible } from "../access/visible.ts";
import { inOrder } from "../paging/by-ids.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { momentPlace, momentText } from "../paging/places.ts";

const columns = (sql: Sql) =>
  sql`id, call_id, conversation_id, turn_id, verdict, proposed_arguments, arguments_hash, created_at, expires_at, approve_on_timeout,
    decided_at, decided_by, reason`;

/** Approvals by id, null if the tenant has none. */
export async function approvalsByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<ApprovalRecord[]>`select ${columns(sql)} from approvals
    where tenant = ${tenant} and id = any(${ids as string[]})`,
  );
}

/** The approval of each tool call; null if it needed none. */
export async function approvalsByCallIds(
  sql: Sql,
  tenant: string,
  callIds: readonly string[],
): Promise<(ApprovalRecord | null)[]> {
  const rows = await sql<ApprovalRecord[]>`select ${columns(sql)} from approvals
    where tenant = ${tenant} and call_id = any(${callIds as string[]})`;
  const byCall = new Map(rows.map((a) => [a.callId, a]));
  return callIds.map((id) => byCall.get(id) ?? null);
}

/**
 * The visible approvals that match. The head of the log, which counts those of the whole tenant, is read before everything
 * else; 0 for a limited list.
 */
export async function approvalInbox(
  sql: Sql,
  tenant: string,
  filter: ApprovalFilter,
  args: PageArgs,
  visible: Visible = null,
): Promise<ApprovalInbox> {
  const isHistory = filter.order === "DECISION";
  // A cursor of one order is none of the other.
  const window = pageWindow(
    args,
    `${isHistory ? "decisions" : "approvals"} ${tenant}`,
    momentPlace,
  );
  const { place } = window;
  const [stream] = await sql<{ head: number }[]>`
    select head from streams where id = ${approvalsStreamId(tenant)}`;
  const [by, order, beyond] = isHistory
    ? [sql`decided_at`, sql`desc`, sql`<`]
    : [sql`expires_at`, sql`asc`, sql`>`];
  const rows = await sql<ApprovalRecord[]>`select ${columns(sql)} from approvals
    where ${matching(sql, tenant, filter, visible)}
    ${place ? sql`and (${by}, id) ${beyond} (${place.at}::timestamptz, ${place.id})` : sql``}
    order by ${by} ${order}, id ${order} limit ${window.limit}`;
  const page = toPage(
    rows,
    window,
    (a) => momentText(isHistory ? a.decidedAt ?? a.expiresAt : a.expiresAt, a.id),
  );
  return { ...page, filter, head: visible === null ? stream?.head ?? 0 : 0 };
}

/** Number of the visible approvals that match. */
export async function approvalCount(
  sql: Sql,
  tenant: string,
  filter: ApprovalFilter,
  visible: Visible = null,
): Promise<number> {
  const [count] = await sql<{ n: number }[]>`
    select count(*) as n from approvals where ${matching(sql, tenant, filter, visible)}`;
  return count?.n ?? 0;
}

function matching(sql: Sql, tenant: string, filter: ApprovalFilter, visible: Visible) {
  const { verdicts, agent, conversationId, createdFrom, createdTo, decidedFrom, decidedTo } =
    filter;
  return sql`tenant = ${tenant} ${
    filter.order === "DECISION" ? sql`and decided_at is not null` : sql``
  }
    ${verdicts == null ? sql`` : withVerdict(sql, verdicts)}
    ${conversationId == null ? sql`` : sql`and conversation_id = ${conversationId}`}
    ${ofTool(sql, filter)}
    ${createdFrom == null ? sql`` : sql`and created_at >= ${createdFrom}`}
    ${createdTo == null ? sql`` : sql`and created_at < ${createdTo}`}
    ${decidedFrom == null ? sql`` : sql`and decided_at >= ${decidedFrom}`}
    ${decidedTo == null ? sql`` : sql`and decided_at < ${decidedTo}`}
    ${
    agent == null
      ? sql``
      : sql`and exists (select from conversations c where c.id = approvals.conversation_id and c.agent_version_id = any(
        array(select v.id from agent_versions v join agents a on a.id = v.agent_id
          where a.tenant = ${tenant} and a.name = ${agent})))`
  }
    ${
    visible === null ? sql`` : sql`and exists (select from conversations c
      where c.id = approvals.conversation_id ${onlyVisibleContent(sql, tenant, visible)})`
  }`;
}

/** The partial index of what is pending is used for its literal condition alone. */
function withVerdict(sql: Sql, verdicts: readonly Verdict[]) {
  return verdicts.length === 1 && verdicts[0] === "PENDING"
    ? sql`and verdict = 'PENDING'`
    : sql`and verdict = any(${verdicts as Verdict[]})`;
}

function ofTool(sql: Sql, { server, tool }: ApprovalFilter) {
  if (server == null && tool == null) return sql``;
  return sql`and exists (select from calls k where k.id = approvals.call_id
    ${server == null ? sql`` : sql`and k.server = ${server}`} ${
    tool == null ? sql`` : sql`and k.name = ${tool}`
  })`;
}

/** What surrounds the call of each approval; null if the tenant has no such approval. */
export async function approvalContexts(
  sql: Sql,
  tenant: string,
  ids: readonly string[],
): Promise<(ApprovalContextRecord | null)[]> {
  const rows = await sql<(ApprovalContextRecord & { id: string })[]>`
    select p.id, p.conversation_id, coalesce(e.author_version_id, o.agent_version_id) as version_id,
      k.server, k.name as tool, (
      select m.id from entries m where m.conversation_id = p.conversation_id and m.position < e.position
        and m.kind = 'message' and m.role = 'AGENT' and m.status <> 'DISCARDED'
      order by m.position desc limit 1) as message_id
    from approvals p join entries e on e.id = p.call_id join calls k on k.id = p.call_id
      join conversations o on o.id = p.conversation_id
    where p.tenant = ${tenant} and p.id = any(${ids as string[]})`;
  return inOrder(ids, rows);
}
