import type { Bound, Principal } from "../../../protocol/auth/principal.ts";
import { isScope, type Scope } from "../../../protocol/auth/scopes.ts";

/** What a session token says. Times in ms. */
export interface SessionClaims {
  /** Identifies the token for its revocation: `session:<random>`. */
  id: string;
  tenant: string;
  subject: string;
  scopes: readonly Scope[];
  bound: Bound;
  /** The credential that minted it; revoking that one also revokes this token. Null: none was needed. */
  mintedBy: string | null;
  /** The subject of its minter; null in the tokens of earlier versions. */
  minter: string | null;
  issuedAt: number;
  expiresAt: number;
}

/** The principal of a session token. */
export function sessionPrincipal(claims: SessionClaims): Principal {
  const { id, tenant, subject, scopes, bound, mintedBy, minter, issuedAt, expiresAt } = claims;
  return {
    ...{ tenant, kind: "SESSION", subject, groups: [], roles: [], scopes, bound, mintedBy },
    minter,
    credentialId: id,
    issuedAt: new Date(issuedAt),
    expiresAt: new Date(expiresAt),
  };
}

const kinds: readonly Bound["kind"][] = ["conversation", "research", "agent"];

/** The claims of a verified payload; null if it is not one that `signSession` wrote. */
export function readClaims(payload: Record<string, unknown>): SessionClaims | null {
  const { jti, sub, tnt, scp, bnd, mnt, mns, iat, exp } = payload;
  const texts = [jti, sub, tnt].every((text) => typeof text === "string" && text !== "");
  const scopes = Array.isArray(scp) && scp.every((one) => typeof one === "string" && isScope(one));
  const bound = readBound(bnd);
  if (!texts || !scopes || !bound || typeof iat !== "number" || typeof exp !== "number") {
    return null;
  }
  return {
    ...{ id: jti as string, tenant: tnt as string, subject: sub as string, scopes: scp as Scope[] },
    bound,
    mintedBy: typeof mnt === "string" ? mnt : null,
    minter: typeof mns === "string" ? mns : null,
    ...{ issuedAt: iat * 1_000, expiresAt: exp * 1_000 },
  };
}

function readBound(given: unknown): Bound | null {
  const { kind, id } = (given ?? {}) as Partial<Bound>;
  return kind && kinds.includes(kind) && typeof id === "string" ? { kind, id } : null;
}

/** The payload of a token with these claims. */
export function toPayload(claims: SessionClaims): Record<string, unknown> {
  const { id, tenant, subject, scopes, bound, mintedBy, minter, issuedAt, expiresAt } = claims;
  return {
    ...{ jti: id, sub: subject, tnt: tenant, scp: scopes, bnd: bound },
    ...(mintedBy !== null && { mnt: mintedBy }),
    ...(minter !== null && { mns: minter }),
    ...{ iat: Math.floor(issuedAt / 1_000), exp: Math.floor(expiresAt / 1_000) },
  };
}
