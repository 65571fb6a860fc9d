import type { WebhookPause } from "../../protocol/webhook/records.ts";
import { json, type Tx } from "../database/sql.ts";
import { noteWebhook } from "./note-webhook.ts";

/** Pauses a webhook that is not paused, with an item in the feed. Its deliveries wait. False: it was paused, or is gone. */
export async function pauseIfSending(
  tx: Tx,
  tenant: string,
  id: string,
  { code, reason, by }: Omit<WebhookPause, "at">,
): Promise<boolean> {
  const paused: WebhookPause = { code, reason, by, at: new Date().toISOString() };
  const [found] = await tx<{ id: string; owner: string | null }[]>`
    update webhooks set paused = ${json(tx, paused)}
    where tenant = ${tenant} and id = ${id} and paused is null and deleted_at is null
    returning id, owner`;
  if (found) await noteWebhook(tx, tenant, found, by);
  return found !== undefined;
}
