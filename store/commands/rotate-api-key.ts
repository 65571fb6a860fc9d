import { actOf } from "../../protocol/audit/act.ts";
import { rightsBeyond } from "../../protocol/auth/key-rights.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import { isRole } from "../../protocol/auth/roles.ts";
import { isScope } from "../../protocol/auth/scopes.ts";
import type { NewApiKey, RotateApiKey } from "../../protocol/key/commands.ts";
import { validationError } from "../../protocol/user-error.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { interval, type Tx } from "../database/sql.ts";
import { type LockedKey, lockKey } from "../key/lock-key.ts";
import { insertKey, type NewKey } from "../key/new-key.ts";
import { recordRevocation } from "../key/revocations.ts";
import { Refusal, refuseConflict } from "../refusal.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Stores a key in place of another one, with its name, subject, rights and time to live; the old one ends after the
 * overlap. Refuses: NotFoundError, ValidationError (it may do more than the caller), ConflictError (ENDED: revoked,
 * replaced or expired; KEY_REUSED).
 */
export const rotateApiKey = defineCommand<
  RotateApiKey,
  Omit<NewApiKey, "secret">,
  [NewKey, Principal]
>("rotateApiKey", async (tx, caller, { keyId, overlapMs }, key, creator) => {
  const old = await lockKey(tx, caller.tenant, keyId);
  if (!old.isCurrent) {
    throw refuseConflict(
      "ENDED",
      "The key is revoked, replaced or expired. Create another one.",
      keyId,
    );
  }
  const fields = { ...old, roles: old.roles.filter(isRole), scopes: old.scopes.filter(isScope) };
  refuseWider(rightsBeyond(creator, fields));
  await insertKey(tx, caller, key, fields);
  await endKey(tx, caller.tenant, old, key.id, overlapMs);
  const details = { replacedBy: key.id, overlapMs };
  await recordAudit(tx, actOf(caller, { action: "key.rotated", resource: keyId, details }));
  return { keyId: key.id };
});

/** The caller receives the key, and with it all that it may do. */
function refuseWider(beyond: string[]): void {
  if (beyond.length === 0) return;
  const message = `The key may do more than its caller, who lacks ${beyond.join(", ")}.`;
  throw new Refusal(validationError([{ path: ["keyId"], message }]));
}

async function endKey(
  tx: Tx,
  tenant: string,
  { id, expiresAt }: LockedKey,
  replacedBy: string,
  overlapMs: number,
) {
  const [ended] = await tx<{ expiresAt: Date }[]>`
    update api_keys set replaced_by = ${replacedBy},
      expires_at = least(expires_at, now() + ${interval(tx, overlapMs)})
    where id = ${id} returning expires_at`;
  if (!ended) throw new Error("the locked key is gone");
  // Streams that were opened with the old key know its former end.
  const at = ended.expiresAt;
  await recordRevocation(tx, { tenant, kind: "credential", id, at, keptUntil: expiresAt });
}
