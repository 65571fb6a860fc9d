import { actOf } from "../../protocol/audit/act.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import type { ChangedWebhook, UpdateWebhook } from "../../protocol/webhook/commands.ts";
import { rightsOf } from "../access/owner-principal.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { json } from "../database/sql.ts";
import { hostOf } from "../webhook/host-of.ts";
import { lockWebhook } from "../webhook/lock-webhook.ts";
import { noteWebhook } from "../webhook/note-webhook.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Changes a webhook. Attempts that begin later go to the new address, also those of earlier items. Refuses:
 * NotFoundError, ForbiddenError (another's), ConflictError (KEY_REUSED).
 */
export const updateWebhook = defineCommand<UpdateWebhook, ChangedWebhook, [Principal]>(
  "updateWebhook",
  async (tx, caller, { webhookId, change }, principal) => {
    const old = await lockWebhook(tx, caller, principal, { id: webhookId, ofOwner: true });
    const { name, url, kinds, agent, content } = { ...old, ...change };
    await tx`update webhooks set name = ${name}, url = ${url}, host = ${
      hostOf(url)
    }, kinds = ${kinds}::text[],
      agent = ${agent}, content = ${content}, rights = ${json(tx, rightsOf(principal))}
      where id = ${webhookId}`;
    await noteWebhook(tx, caller.tenant, old, caller.actor);
    const details = { name, host: hostOf(url), content, changed: Object.keys(change) };
    await recordAudit(
      tx,
      actOf(caller, { action: "webhook.updated", resource: webhookId, details }),
    );
    return { webhookId };
  },
);
