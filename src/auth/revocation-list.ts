import type { Principal } from "../../protocol/auth/principal.ts";
import type { Revocation, RevocationKind } from "../../store/mod.ts";

/**
 * Other clocks than the database's may be ahead by this, ms: a token that such an issuer dates after a revocation may
 * have been made before it.
 */
const skewMs = 60_000;

/** The revocations that have taken effect, in memory. */
export class RevocationList {
  readonly #times = new Map<string, number>();

  /** Adds revocations; true if there was a new or later one. */
  add(revocations: readonly Revocation[]): boolean {
    let changed = false;
    for (const { kind, tenant, id, at } of revocations) {
      const key = keyOf(kind, tenant, id);
      if ((this.#times.get(key) ?? 0) >= at.getTime()) continue;
      this.#times.set(key, at.getTime());
      changed = true;
    }
    return changed;
  }

  /**
   * True if the principal's credential, or its minter's, was revoked, or was issued before all of its subject, of its
   * minter or of its tenant were.
   */
  isRevoked(principal: Principal): boolean {
    const { tenant, subject, kind, credentialId, mintedBy = null, minter = null, issuedAt } =
      principal;
    if (kind === "LOCAL" || this.#times.size === 0) return false;
    const time = (of: RevocationKind, id: string) => this.#times.get(keyOf(of, tenant, id)) ?? 0;
    for (const credential of [credentialId, mintedBy]) {
      if (credential !== null && time("credential", credential) > 0) return true;
    }
    const subjects = [subject, ...(minter === null ? [] : [minter])];
    const until = Math.max(...subjects.map((id) => time("subject", id)), time("tenant", ""));
    if (until === 0) return false;
    // The database dates keys itself.
    const skew = credentialId?.startsWith("key_") ? 0 : skewMs;
    return issuedAt === null || issuedAt.getTime() - skew <= until;
  }
}

const keyOf = (kind: RevocationKind, tenant: string, id: string) =>
  JSON.stringify([kind, tenant, id]);
