import type { Page, PageArgs } from "../../protocol/paging.ts";
import type {
  AttemptRecord,
  DeliveryFilter,
  DeliveryRecord,
} from "../../protocol/webhook/records.ts";
import type { Db, Sql } from "../database/sql.ts";
import { inOrder } from "../paging/by-ids.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { momentPlace, momentText } from "../paging/places.ts";

const columns = (db: Db) =>
  db`id, webhook_id, seq, previous_seq, type, state, attempts,
    case when state = 'PENDING' then next_at end as next_at, created_at, ended_at`;

/** Deliveries by id, null if the tenant has none. */
export async function deliveriesByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<DeliveryRecord[]>`select ${columns(sql)} from webhook_deliveries
      where tenant = ${tenant} and id = any(${ids as string[]})`,
  );
}

/** Deliveries of a webhook, the newest first. */
export async function deliveryPage(
  sql: Sql,
  tenant: string,
  { webhookId, filter, args }: { webhookId: string; filter: DeliveryFilter; args: PageArgs },
): Promise<Page<DeliveryRecord>> {
  const { state } = filter;
  const window = pageWindow(args, `deliveries ${webhookId} ${state}`, momentPlace);
  const { place } = window;
  const rows = await sql<DeliveryRecord[]>`select ${columns(sql)} from webhook_deliveries
    where tenant = ${tenant} and webhook_id = ${webhookId}
    ${state === null ? sql`` : sql`and state = ${state}`}
    ${place ? sql`and (created_at, id) < (${place.at}::timestamptz, ${place.id})` : sql``}
    order by created_at desc, id desc limit ${window.limit}`;
  return toPage(rows, window, (delivery) => momentText(delivery.createdAt, delivery.id));
}

/** Attempts of one delivery that a list has: the newest. */
const maxAttempts = 50;

/** The newest attempts of deliveries, in their order. */
export async function attemptsByDeliveries(
  sql: Sql,
  tenant: string,
  ids: readonly string[],
): Promise<AttemptRecord[][]> {
  const rows = await sql<(AttemptRecord & { deliveryId: string })[]>`
    select a.* from unnest(${ids as string[]}::text[]) as d(id) cross join lateral (
      select delivery_id, number, started_at, duration_ms, status, failure, answer from webhook_attempts
      where tenant = ${tenant} and delivery_id = d.id order by number desc limit ${maxAttempts}) a
    order by a.delivery_id, a.number`;
  const of = Map.groupBy(rows, ({ deliveryId }) => deliveryId);
  return ids.map((id) => of.get(id) ?? []);
}
