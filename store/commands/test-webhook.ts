import { actOf } from "../../protocol/audit/act.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import { testType } from "../../protocol/webhook/body.ts";
import type { OnWebhook, TestedWebhook } from "../../protocol/webhook/commands.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { newId } from "../ids.ts";
import { lockWebhook } from "../webhook/lock-webhook.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Sends a message of the type `webhook.test`, also while the webhook is paused. Refuses: NotFoundError, ForbiddenError
 * (another's), ConflictError (KEY_REUSED).
 */
export const testWebhook = defineCommand<OnWebhook, TestedWebhook, [Principal]>(
  "testWebhook",
  async (tx, caller, { webhookId }, principal) => {
    await lockWebhook(tx, caller, principal, { id: webhookId, ofOwner: true });
    const deliveryId = newId("delivery");
    await tx`insert into webhook_deliveries (id, tenant, webhook_id, type, at, next_at)
      values (${deliveryId}, ${caller.tenant}, ${webhookId}, ${testType}, now(), now())`;
    await recordAudit(tx, actOf(caller, { action: "webhook.tested", resource: webhookId }));
    return { webhookId, deliveryId };
  },
);
