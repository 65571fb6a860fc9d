import { actOf } from "../../protocol/audit/act.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import { testType } from "../../protocol/webhook/body.ts";
import type { OnWebhook, TestedWebhook } from "../../protocol/webhook/commands.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Tx } from "../database/sql.ts";
import { newId } from "../ids.ts";
import { refuseConflict } from "../refusal.ts";
import { lockWebhook } from "../webhook/lock-webhook.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Sends a message of the type `webhook.test`, also while the webhook is paused. Refuses: NotFoundError, ForbiddenError
 * (another's), ConflictError (QUEUE_FULL, KEY_REUSED).
 */
export const testWebhook = defineCommand<OnWebhook, TestedWebhook, [Principal]>(
  "testWebhook",
  async (tx, caller, { webhookId }, principal) => {
    await lockWebhook(tx, caller, principal, { id: webhookId, ofOwner: true });
    await refuseFull(tx, webhookId);
    const deliveryId = newId("delivery");
    await tx`insert into webhook_deliveries (id, tenant, webhook_id, type, at, next_at)
      values (${deliveryId}, ${caller.tenant}, ${webhookId}, ${testType}, now(), now())`;
    await recordAudit(tx, actOf(caller, { action: "webhook.tested", resource: webhookId }));
    return { webhookId, deliveryId };
  },
);

/** Tests of a receiver that is away wait for days: they do not grow without a bound. */
async function refuseFull(tx: Tx, webhookId: string): Promise<void> {
  const [row] = await tx<{ n: number }[]>`select count(*)::integer as n from webhook_deliveries
    where webhook_id = ${webhookId} and state = 'PENDING' and seq is null`;
  if ((row?.n ?? 0) < webhookLimits.tests) return;
  const message = `${webhookLimits.tests} tests wait already. Look at their attempts first.`;
  throw refuseConflict("QUEUE_FULL", message, webhookId);
}
