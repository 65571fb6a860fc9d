import type { AuditEventRecord, AuditFilter } from "../../protocol/audit/records.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";
import type { Sql } from "../database/sql.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { numberPlace } from "../paging/places.ts";

/** The acts of a tenant, the newest first. */
export async function auditPage(
  sql: Sql,
  tenant: string,
  filter: AuditFilter,
  args: PageArgs,
): Promise<Page<AuditEventRecord>> {
  const window = pageWindow(args, `audit ${tenant}`, numberPlace);
  const { place, backwards } = window;
  const rows = await sql<AuditEventRecord[]>`
    select tenant, seq, at, actor, credential, address, action, resource, outcome, reason, request_id, trace_id, details,
      previous_hash, hash
    from audit_events where tenant = ${tenant} ${filtered(sql, filter)}
    and (${place}::bigint is null or seq ${backwards ? sql`>` : sql`<`} ${place})
    order by seq ${backwards ? sql`asc` : sql`desc`} limit ${window.limit}`;
  return toPage(rows, window, (event) => String(event.seq));
}

function filtered(sql: Sql, { from, to, actor, action, resource }: AuditFilter) {
  return sql`
    ${from === null ? sql`` : sql`and at >= ${from}`} ${to === null ? sql`` : sql`and at < ${to}`}
    ${actor === null ? sql`` : sql`and actor->>'name' = ${actor}`}
    ${action === null ? sql`` : sql`and action = ${action}`}
    ${resource === null ? sql`` : sql`and resource = ${resource}`}`;
}
