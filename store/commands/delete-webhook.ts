import { actOf } from "../../protocol/audit/act.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import type { ChangedWebhook, OnWebhook } from "../../protocol/webhook/commands.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { lockWebhook } from "../webhook/lock-webhook.ts";
import { noteWebhook } from "../webhook/note-webhook.ts";
import { defineCommand } from "./define-command.ts";

/** Deletes a webhook; a worker deletes its deliveries. Refuses: NotFoundError, ConflictError (KEY_REUSED). */
export const deleteWebhook = defineCommand<OnWebhook, ChangedWebhook, [Principal]>(
  "deleteWebhook",
  async (tx, caller, { webhookId }, principal) => {
    const found = await lockWebhook(tx, caller, principal, { id: webhookId, ofOwner: false });
    await tx`update webhooks set deleted_at = now() where id = ${webhookId}`;
    await noteWebhook(tx, caller.tenant, found, caller.actor);
    const details = { name: found.name };
    await recordAudit(
      tx,
      actOf(caller, { action: "webhook.deleted", resource: webhookId, details }),
    );
    return { webhookId };
  },
);
