import { actOf } from "../../protocol/audit/act.ts";
import type { RevokeApiKey, RevokedApiKey } from "../../protocol/key/commands.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { lockKey } from "../key/lock-key.ts";
import { recordRevocation } from "../key/revocations.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Ends the validity of a key; one that has ended stays as it is. Refuses: NotFoundError, ConflictError (KEY_REUSED).
 */
export const revokeApiKey = defineCommand<RevokeApiKey, RevokedApiKey>(
  "revokeApiKey",
  async (tx, caller, { keyId }) => {
    const { tenant } = caller;
    const { expiresAt } = await lockKey(tx, tenant, keyId);
    await tx`update api_keys set revoked_at = coalesce(revoked_at, now()) where id = ${keyId}`;
    // A stream that was opened before a rotation may know a later end than the record.
    const keptUntil = new Date(Math.max(expiresAt.getTime(), Date.now()) + keptMs);
    await recordRevocation(tx, { tenant, kind: "credential", id: keyId, keptUntil });
    await recordAudit(tx, actOf(caller, { action: "key.revoked", resource: keyId }));
    return { keyId };
  },
);

const keptMs = 7 * 24 * 60 * 60_000;
