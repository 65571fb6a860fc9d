import { actOf } from "../../protocol/audit/act.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import type {
  Redeliver,
  Redelivered,
  RedeliverySelection,
} from "../../protocol/webhook/commands.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Tx } from "../database/sql.ts";
import { lockWebhook } from "../webhook/lock-webhook.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Sends deliveries again from the first attempt, with the ids that they have; those that wait are sent at once, and those
 * whose attempt runs are left out. The oldest first, up to the limit. Refuses: NotFoundError, ConflictError (KEY_REUSED).
 */
export const redeliver = defineCommand<Redeliver, Redelivered, [Principal]>(
  "redeliver",
  async (tx, caller, { webhookId, which }, principal) => {
    await lockWebhook(tx, caller, principal, { id: webhookId, ofOwner: false });
    const { count } = await tx`
      update webhook_deliveries set state = 'PENDING', failed = 0, fence = fence + 1, next_at = now(), claimed_until = null, ended_at = null
      where id in (select id from webhook_deliveries
        where webhook_id = ${webhookId} and ${chosen(tx, which)}
          and (claimed_until is null or claimed_until < clock_timestamp())
        order by created_at, seq limit ${webhookLimits.redeliver} for update)`;
    const act = { action: "webhook.redelivered", resource: webhookId, details: { count } } as const;
    await recordAudit(tx, actOf(caller, act));
    return { webhookId, count };
  },
);

function chosen(tx: Tx, which: RedeliverySelection) {
  switch (which.kind) {
    case "ids":
      return tx`id = any(${which.ids})`;
    case "seqs":
      return tx`seq between ${which.from} and ${which.to}`;
    case "state":
      return tx`state = ${which.state}`;
  }
}
