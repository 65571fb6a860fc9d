import { createHash } from "node:crypto";
import type { ApiKey } from "../../protocol/auth/api-key.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import { isRole } from "../../protocol/auth/roles.ts";
import { isScope } from "../../protocol/auth/scopes.ts";
import { hashOfKey, isSameHash, type StoredKey } from "../../store/mod.ts";

/** A key in memory, with its principal: what is known of a principal is found by the object. */
export interface KnownKey {
  stored: StoredKey;
  principal: Principal;
  /** SHA-256 of the token that was accepted: comparing it costs a quarter of verifying it again. */
  accepted: Uint8Array | null;
}

/** A key as it was read. */
export const knownKey = (id: string, stored: StoredKey): KnownKey => ({
  stored,
  principal: principalOf(id, stored),
  accepted: null,
});

/** Stands for the hash of a record that does not exist, so that its refusal takes as long. */
const noHash = new Uint8Array(32);

/** Why a token, whose parts are `key`, is refused; null if it is valid. */
export function keyFault(
  token: string,
  key: ApiKey,
  known: KnownKey | null,
  serverKey: string,
  now: number,
): string | null {
  const digest = createHash("sha256").update(token).digest();
  const isKnown = known?.accepted != null && isSameHash(known.accepted, digest);
  if (!isKnown) {
    const isRight = isSameHash(hashOfKey(key, serverKey), known?.stored.secretHash ?? noHash);
    if (known === null || !isRight) return "unknown_key";
    known.accepted = digest;
  }
  const { revokedAt, expiresAt } = known.stored;
  if (revokedAt !== null) return "revoked";
  return expiresAt.getTime() <= now ? "expired" : null;
}

/** The principal of a verified key. Roles and scopes that this version does not know grant nothing. */
function principalOf(id: string, stored: StoredKey): Principal {
  const { tenant, subject, roles, scopes, createdAt, expiresAt } = stored;
  return {
    ...{ tenant, kind: "SERVICE", subject, groups: [], bound: null, credentialId: id, expiresAt },
    roles: roles.filter(isRole),
    scopes: scopes.filter(isScope),
    issuedAt: createdAt,
  };
}
