import { type Db, json } from "../database/sql.ts";
import type { WebhookPause } from "../../protocol/webhook/records.ts";

/** Why a webhook is paused whose owner's rights have ended. */
export const ownerEnded: Omit<WebhookPause, "at"> = {
  code: "OWNER_ENDED",
  reason:
    "The credential of its owner has ended or was revoked. The owner resumes it with a valid one, or it is deleted.",
  by: null,
};

/** Pauses the webhooks of a subject, or of the tenant, whose access was revoked. */
export async function pauseRevoked(tx: Db, tenant: string, subject: string | null): Promise<void> {
  const paused: WebhookPause = { ...ownerEnded, at: new Date().toISOString() };
  await tx`with ended as (
      update webhooks set paused = ${json(tx, paused)}
      where tenant = ${tenant} and paused is null and deleted_at is null
        and (${subject}::text is null or owner = ${subject})
      returning id, owner)
    insert into feed_pending (tenant, items) select ${tenant}, jsonb_build_array(jsonb_strip_nulls(
      jsonb_build_object('item', 'WEBHOOK_CHANGED', 'nodeId', id, 'owner', owner))) from ended`;
}
