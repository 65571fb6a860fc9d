import { actOf } from "../../protocol/audit/act.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import type { ChangedWebhook, RotateWebhookSecret } from "../../protocol/webhook/commands.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { lockWebhook } from "../webhook/lock-webhook.ts";
import { addSecret, endSecrets } from "../webhook/webhook-secrets.ts";
import type { SecretMaker } from "./create-webhook.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Makes a new secret. During the overlap each message has a signature of every secret. Refuses: NotFoundError,
 * ForbiddenError (another's), ConflictError (KEY_REUSED).
 */
export const rotateWebhookSecret = defineCommand<
  RotateWebhookSecret,
  ChangedWebhook,
  [Principal, SecretMaker]
>("rotateWebhookSecret", async (tx, caller, { webhookId, overlapMs }, principal, maker) => {
  const { tenant } = caller;
  await lockWebhook(tx, caller, principal, { id: webhookId, ofOwner: true });
  await endSecrets(tx, webhookId, overlapMs);
  maker.onSecret(await addSecret(tx, { tenant, webhookId, key: maker.key }));
  const act = {
    action: "webhook.secret_rotated",
    resource: webhookId,
    details: { overlapMs },
  } as const;
  await recordAudit(tx, actOf(caller, act));
  return { webhookId };
});
