import { actOf } from "../../protocol/audit/act.ts";
import { keyLimits, type RevokeAccess, type RevokedAccess } from "../../protocol/key/commands.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { recordRevocation } from "../key/revocations.ts";
import { pauseRevoked } from "../webhook/owner-ended.ts";
import { endRightsOf } from "../schedule/pause.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Revokes all credentials that were issued until now to a subject, which need not be known here, or to the whole tenant.
 * Later ones are accepted. Refuses: ConflictError (KEY_REUSED).
 */
export const revokeAccess = defineCommand<RevokeAccess, RevokedAccess>(
  "revokeAccess",
  async (tx, caller, { subject }) => {
    const { tenant } = caller;
    const revoked = await tx<{ id: string }[]>`
      update api_keys set revoked_at = now()
      where tenant = ${tenant} and revoked_at is null and (${subject}::text is null or subject = ${subject})
      returning id`;
    const [now] = await tx<{ at: Date }[]>`select now() as at`;
    if (!now) throw new Error("PostgreSQL did not return its time");
    // No credential is valid for longer than a key.
    const keptUntil = new Date(now.at.getTime() + keyLimits.maxLifetimeMs);
    const kind = subject === null ? "tenant" : "subject";
    await recordRevocation(tx, { tenant, kind, id: subject ?? "", at: now.at, keptUntil });
    await pauseRevoked(tx, tenant, subject);
    await endRightsOf(tx, tenant, subject);
    const details = { scope: kind, keys: revoked.length };
    await recordAudit(tx, actOf(caller, { action: "access.revoked", resource: subject, details }));
    return { revokedAt: now.at.toISOString(), keys: revoked.length };
  },
);
