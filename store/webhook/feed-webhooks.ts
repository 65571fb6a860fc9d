import { matchesFeed } from "../../protocol/feed/feed-item.ts";
import { messageType } from "../../protocol/webhook/body.ts";
import type { WebhookRecord, WebhookRights } from "../../protocol/webhook/records.ts";
import { ownerPrincipal } from "../access/owner-principal.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { consumeFeed, type FedItem } from "../feed/consume-feed.ts";
import { newId } from "../ids.ts";
import { FullWebhooks } from "./full-webhooks.ts";
import { ownerEnded } from "./owner-ended.ts";
import { pauseIfSending } from "./pause-webhook.ts";
import { visibleItems } from "./visible-items.ts";

/** The name of the consumer of a webhook, which is that of its cursor. */
export const consumerOf = (webhookId: string): string => `webhook:${webhookId}`;

/** Items of one batch. */
const maxItems = 200;
/** Webhooks of one pass. */
const maxWebhooks = 100;

/**
 * Gives webhooks that are behind their next items: a delivery for each item that matches and that the owner may read,
 * in the transaction that moves the cursor of the webhook. Returns how many items were looked at. A webhook that fails
 * does not stop the others: the first failure is thrown at the end. `full`: those that are left out for a while.
 */
export async function feedWebhooks(sql: Sql, full = new FullWebhooks()): Promise<number> {
  const behind = await sql<{ tenant: string; id: string }[]>`
    select tenant, id from webhooks_behind(${full.ids()}, ${maxWebhooks})`;
  let handled = 0;
  const failures: unknown[] = [];
  for (const { tenant, id } of behind) {
    try {
      handled += await consumeFeed(sql, tenant, {
        ...{ name: consumerOf(id), max: maxItems },
        handle: async (tx, _, items, after) =>
          await full.isFull(tx, id) ? false : await addDeliveries(tx, tenant, id, { items, after }),
      });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return handled;
}

type Given = Pick<WebhookRecord, "kinds" | "agent" | "lastSeq"> & { rights: WebhookRights };

/** False where the webhook does not send, so that it is given these items later. `after`: the last ones were until then. */
async function addDeliveries(
  tx: Tx,
  tenant: string,
  id: string,
  { items, after }: { items: readonly FedItem[]; after: number },
): Promise<void | false> {
  const [webhook] = await tx<Given[]>`select kinds, agent, last_seq, rights from webhooks
    where tenant = ${tenant} and id = ${id} and paused is null and deleted_at is null for no key update`;
  if (!webhook) return false;
  const principal = await ownerPrincipal(tx, tenant, webhook.rights);
  if (principal === null) {
    await pauseIfSending(tx, tenant, id, ownerEnded);
    return false;
  }
  // A report of its own pause would be sent when it is over.
  const matching = items.filter(({ item }) => matchesFeed(webhook, item) && item.nodeId !== id);
  const visible = await visibleItems(tx, principal, matching.map(({ item }) => item));
  const given = matching.filter((_, i) => visible[i]);
  // Items that were deleted before they were read are a gap that the receiver has to see.
  const first = items[0]?.seq ?? 0;
  const before = first > after + 1 ? first - 1 : webhook.lastSeq;
  await insertDeliveries(tx, tenant, id, given, before);
  const lastSeq = given.at(-1)?.seq ?? before;
  if (lastSeq !== webhook.lastSeq) {
    await tx`update webhooks set last_seq = ${lastSeq} where id = ${id}`;
  }
}

async function insertDeliveries(
  tx: Tx,
  tenant: string,
  webhookId: string,
  items: readonly FedItem[],
  before: number,
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ seq, at, item }, i) => ({
    ...{ id: deliveryId(seq), seq, at, item, type: messageType(item.item) },
    previousSeq: items[i - 1]?.seq ?? before,
  }));
  await tx`insert into webhook_deliveries (id, tenant, webhook_id, seq, previous_seq, type, item, at, next_at)
    select r.id, ${tenant}, ${webhookId}, r.seq, r."previousSeq", r.type, r.item, r.at, clock_timestamp()
    from jsonb_to_recordset(${json(tx, rows)})
      as r(id text, seq bigint, "previousSeq" bigint, type text, item jsonb, at timestamptz)`;
}

/** A new id; those of one moment are sorted by the number. It does not follow from it: a restore gives it to another item. */
function deliveryId(seq: number): string {
  const id = newId("delivery");
  const at = "delivery_".length + 12;
  return `${id.slice(0, at)}${seq.toString(16).padStart(10, "0")}${id.slice(at + 10)}`;
}
