import { randomBytes } from "node:crypto";
import { keyCheck, webhookSecret } from "../../protocol/webhook/signature.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import type { Db, Tx } from "../database/sql.ts";
import { interval } from "../database/sql.ts";

/** Records a new secret of a webhook, and returns it: it is shown once, and derived again where it signs. */
export async function addSecret(
  tx: Tx,
  { tenant, webhookId, key }: { tenant: string; webhookId: string; key: string },
): Promise<string> {
  const salt = randomBytes(32);
  await tx`insert into webhook_secrets (tenant, webhook_id, number, salt, key_check)
    select ${tenant}, ${webhookId}, coalesce(max(number), 0) + 1, ${salt}, ${keyCheck(key, salt)}
    from webhook_secrets where webhook_id = ${webhookId}`;
  return webhookSecret(key, { tenant, webhookId, salt });
}

/**
 * Lets the present secrets of a webhook sign for `overlapMs` longer, at most. The oldest ones end at once where they would be
 * too many with the next one.
 */
export async function endSecrets(tx: Tx, webhookId: string, overlapMs: number): Promise<void> {
  await tx`delete from webhook_secrets where webhook_id = ${webhookId} and (expires_at <= now() or number not in (
    select number from webhook_secrets where webhook_id = ${webhookId} and (expires_at is null or expires_at > now())
    order by number desc limit ${webhookLimits.secrets - 1}))`;
  await tx`update webhook_secrets set expires_at = least(expires_at, now() + ${
    interval(tx, overlapMs)
  }) where webhook_id = ${webhookId}`;
}

/** The secrets that sign now, the newest first; null: the newest was made with another WEBHOOK_KEY. */
export async function signingSecrets(
  db: Db,
  { tenant, webhookId, key }: { tenant: string; webhookId: string; key: string },
): Promise<string[] | null> {
  const rows = await db<{ salt: Uint8Array; keyCheck: string }[]>`
    select salt, key_check from webhook_secrets
    where tenant = ${tenant} and webhook_id = ${webhookId} and (expires_at is null or expires_at > now())
    order by number desc`;
  const own = rows.filter(({ salt, keyCheck: check }) => keyCheck(key, salt) === check);
  if (own.length === 0 || own[0] !== rows[0]) return null;
  return own.map(({ salt }) => webhookSecret(key, { tenant, webhookId, salt }));
}
