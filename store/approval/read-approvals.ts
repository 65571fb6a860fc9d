import { approvalsStreamId } from "../../protocol/ids.ts";
import type { Verdict } from "../../protocol/approval/approval.ts";
import type { ApprovalInbox, ApprovalRecord } from "../../protocol/approval/records.ts";
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
 * The visible approvals, the one that expires first on top. The head of the log, which counts those of the whole tenant,
 * is read before everything else; 0 for a limited list.
 */
export async function approvalInbox(
  sql: Sql,
  tenant: string,
  verdict: Verdict | null,
  args: PageArgs,
  visible: Visible = null,
): Promise<ApprovalInbox> {
  const window = pageWindow(args, `approvals ${tenant}`, momentPlace);
  const { place } = window;
  const [stream] = await sql<{ head: number }[]>`
    select head from streams where id = ${approvalsStreamId(tenant)}`;
  const kept = sql`tenant = ${tenant} and (${verdict}::text is null or verdict = ${verdict}) ${
    visible === null ? sql`` : sql`and exists (select from conversations c
      where c.id = approvals.conversation_id ${onlyVisibleContent(sql, tenant, visible)})`
  }`;
  const [count] = await sql<{ n: number }[]>`select count(*) as n from approvals where ${kept}`;
  const rows = await sql<ApprovalRecord[]>`select ${columns(sql)} from approvals where ${kept}
    ${place ? sql`and (expires_at, id) > (${place.at}::timestamptz, ${place.id})` : sql``}
    order by expires_at, id limit ${window.limit}`;
  const page = toPage(rows, window, (a) => momentText(a.expiresAt, a.id));
  return { ...page, totalCount: count?.n ?? 0, head: visible === null ? stream?.head ?? 0 : 0 };
}
