import type { FeedItemBody } from "../../protocol/feed/feed-item.ts";
import type { WebhookPause, WebhookRights } from "../../protocol/webhook/records.ts";
import { inTenant } from "../database/in-tenant.ts";
import { json, type Sql } from "../database/sql.ts";

/** Which delivery a worker makes an attempt of. Only the holder of the newest fence records its outcome. */
export interface DeliveryClaim {
  tenant: string;
  id: string;
  fence: number;
}

/** How much a worker claims. */
export interface ClaimLimits {
  most: number;
  /** Attempts of one tenant at a time, and those to one of its hosts. */
  perTenant: number;
  perHost: number;
  /** Attempts that this worker makes now, by `lanesOf`. */
  busy: Readonly<Record<string, number>>;
  /** Another worker may claim a delivery again after this time. */
  leaseMs: number;
}

/** Under which names a worker counts its attempts: that of the tenant, and that of a host of the tenant. */
export const lanesOf = (
  { tenant, host }: Pick<ClaimedDelivery, "tenant" | "host">,
): [tenant: string, host: string] => [tenant, `${tenant} ${host}`];

/** Claims deliveries of any tenant whose attempt is due. */
export async function claimDeliveries(
  sql: Sql,
  { most, perTenant, perHost, busy, leaseMs }: ClaimLimits,
): Promise<DeliveryClaim[]> {
  return [
    ...await sql<DeliveryClaim[]>`select tenant, id, fence
      from claim_deliveries(${most}, ${perTenant}, ${perHost}, ${json(sql, busy)}, ${leaseMs})`,
  ];
}

/** A claimed delivery, with its webhook as it is now. */
export interface ClaimedDelivery extends DeliveryClaim {
  webhookId: string;
  seq: number | null;
  previousSeq: number | null;
  type: string;
  at: Date;
  item: FeedItemBody | null;
  /** Attempts that have ended, altogether and since it was last asked for. */
  attempts: number;
  failed: number;
  url: string;
  /** Host and port of the address. */
  host: string;
  content: boolean;
  paused: WebhookPause | null;
  rights: WebhookRights;
}

/** Reads what is claimed; null where the claim is no longer the newest, or the webhook was deleted. */
export async function readClaimed(sql: Sql, claim: DeliveryClaim): Promise<ClaimedDelivery | null> {
  const [row] = await inTenant(sql, claim.tenant)<ClaimedDelivery[]>`
    select d.tenant, d.id, d.fence, d.webhook_id, d.seq, d.previous_seq, d.type, d.at, d.item, d.attempts, d.failed,
      w.url, w.host, w.content, w.paused, w.rights
    from webhook_deliveries d join webhooks w on w.id = d.webhook_id
    where d.id = ${claim.id} and d.tenant = ${claim.tenant} and d.fence = ${claim.fence} and d.state = 'PENDING'
      and w.deleted_at is null`;
  return row ?? null;
}
