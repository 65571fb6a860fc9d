import type { Sql } from "../database/sql.ts";

/** What waits to be sent, in all tenants. */
export interface WebhookBacklog {
  waiting: number;
  /** How late the oldest due attempt is. */
  lateMs: number;
  /** Deliveries that died in the last hour. */
  dead: number;
  /** Webhooks that the product has paused. */
  paused: number;
}

/** Reads what waits to be sent. */
export async function webhookBacklog(sql: Sql): Promise<WebhookBacklog> {
  const [row] = await sql<
    WebhookBacklog[]
  >`select waiting, late_ms, dead, paused from webhook_backlog()`;
  return row ?? { waiting: 0, lateMs: 0, dead: 0, paused: 0 };
}

/** Deletes deliveries that ended before the retention, and what is left of deleted webhooks; returns how many rows. */
export async function purgeDeliveries(
  sql: Sql,
  retentionMs: number,
  most: number,
): Promise<number> {
  const before = new Date(Date.now() - retentionMs);
  const [row] = await sql<{ gone: number }[]>`select purge_deliveries(${before}, ${most}) as gone`;
  return row?.gone ?? 0;
}
