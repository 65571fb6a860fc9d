import type { Page, PageArgs } from "../../protocol/paging.ts";
import type {
  DeliveryCounts,
  WebhookRecord,
  WebhookSecretRecord,
} from "../../protocol/webhook/records.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import type { Db, Sql } from "../database/sql.ts";
import { inOrder } from "../paging/by-ids.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { momentPlace, momentText } from "../paging/places.ts";

/** The columns of a `WebhookRecord`. */
export const webhookColumns = (db: Db) =>
  db`id, name, url, kinds, agent, content, owner, created_at, created_by, paused, failing_since, last_seq`;

/** Webhooks by id, null if the tenant has none. */
export async function webhooksByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<WebhookRecord[]>`select ${webhookColumns(sql)} from webhooks
      where tenant = ${tenant} and id = any(${ids as string[]}) and deleted_at is null`,
  );
}

/** Webhooks of the tenant, or of one owner and the whole tenant, the newest first. */
export async function webhookPage(
  sql: Sql,
  tenant: string,
  args: PageArgs,
  owner: string | null,
): Promise<Page<WebhookRecord>> {
  const window = pageWindow(args, `webhooks ${tenant}`, momentPlace);
  const { place } = window;
  const rows = await sql<WebhookRecord[]>`select ${webhookColumns(sql)} from webhooks
    where tenant = ${tenant} and deleted_at is null
    ${owner === null ? sql`` : sql`and owner = ${owner}`}
    ${place ? sql`and (created_at, id) < (${place.at}::timestamptz, ${place.id})` : sql``}
    order by created_at desc, id desc limit ${window.limit}`;
  return toPage(rows, window, (webhook) => momentText(webhook.createdAt, webhook.id));
}

/** The secrets of webhooks that sign now, the newest first. */
export async function secretsByWebhooks(
  sql: Sql,
  tenant: string,
  ids: readonly string[],
): Promise<WebhookSecretRecord[][]> {
  const rows = await sql<(WebhookSecretRecord & { webhookId: string })[]>`
    select webhook_id, created_at, expires_at from webhook_secrets
    where tenant = ${tenant} and webhook_id = any(${ids as string[]})
      and (expires_at is null or expires_at > now()) order by number desc`;
  const of = Map.groupBy(rows, ({ webhookId }) => webhookId);
  return ids.map((id) => of.get(id) ?? []);
}

/** How many deliveries of webhooks wait and are dead, counted up to the limit of those that wait. */
export async function deliveryCounts(
  sql: Sql,
  tenant: string,
  ids: readonly string[],
): Promise<DeliveryCounts[]> {
  const most = webhookLimits.waiting;
  const counted = (state: string) =>
    sql`(select count(*)::integer from (select from webhook_deliveries d
      where d.webhook_id = w.id and d.state = ${state} limit ${most}) found)`;
  const rows = await sql<(DeliveryCounts & { id: string })[]>`
    select id, ${counted("PENDING")} as waiting, ${counted("DEAD")} as dead from webhooks w
    where tenant = ${tenant} and id = any(${ids as string[]})`;
  return inOrder(ids, rows).map((row) => row ?? { waiting: 0, dead: 0 });
}
