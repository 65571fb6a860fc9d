import { actOf } from "../../protocol/audit/act.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import type { ChangedWebhook, OnWebhook, PauseWebhook } from "../../protocol/webhook/commands.ts";
import { rightsOf } from "../access/owner-principal.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { json } from "../database/sql.ts";
import { lockWebhook } from "../webhook/lock-webhook.ts";
import { noteWebhook } from "../webhook/note-webhook.ts";
import { pauseIfSending } from "../webhook/pause-webhook.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Stops a webhook; one that is paused stays as it is. What happens meanwhile is sent when it is resumed. Refuses:
 * NotFoundError, ConflictError (KEY_REUSED).
 */
export const pauseWebhook = defineCommand<PauseWebhook, ChangedWebhook, [Principal]>(
  "pauseWebhook",
  async (tx, caller, { webhookId, reason }, principal) => {
    const { tenant, actor } = caller;
    await lockWebhook(tx, caller, principal, { id: webhookId, ofOwner: false });
    const isNew = await pauseIfSending(tx, tenant, webhookId, { code: "ASKED", reason, by: actor });
    const act = { action: "webhook.paused", resource: webhookId, reason } as const;
    if (isNew) await recordAudit(tx, actOf(caller, act));
    return { webhookId };
  },
);

/**
 * Lets a webhook send again, with what waited first. Refuses: NotFoundError, ForbiddenError (another's), ConflictError
 * (KEY_REUSED).
 */
export const resumeWebhook = defineCommand<OnWebhook, ChangedWebhook, [Principal]>(
  "resumeWebhook",
  async (tx, caller, { webhookId }, principal) => {
    const found = await lockWebhook(tx, caller, principal, { id: webhookId, ofOwner: true });
    if (found.paused === null) return { webhookId };
    await tx`update webhooks set paused = null, failing_since = null, rights = ${
      json(tx, rightsOf(principal))
    } where id = ${webhookId}`;
    await tx`update webhook_deliveries set next_at = now()
      where webhook_id = ${webhookId} and state = 'PENDING' and claimed_until is null and next_at > now()`;
    await noteWebhook(tx, caller.tenant, found, caller.actor);
    const details = { code: found.paused.code };
    await recordAudit(
      tx,
      actOf(caller, { action: "webhook.resumed", resource: webhookId, details }),
    );
    return { webhookId };
  },
);
