import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from "jose";
import { maxSessionTtlMs } from "../../../protocol/auth/session-scopes.ts";
import { Unauthenticated } from "../authenticator.ts";
import type { CredentialKind } from "../credential-kind.ts";
import { readClaims, type SessionClaims, sessionPrincipal, toPayload } from "./session-claims.ts";
import type { SessionKey } from "./session-keys.ts";

const algorithm = "ES256";
const type = "tramontane-session+jwt";
const claimed = { issuer: "tramontane", audience: "tramontane" };
/** Longest token that is read, in characters. Our own ones have a few hundred. */
const maxLength = 4_096;

/** Signs session tokens, and finds out who sends one. */
export interface SessionTokens extends CredentialKind {
  /** The token with these claims. */
  sign(claims: SessionClaims): Promise<string>;
}

/** Session tokens of this deployment: `keys[0]` signs, all verify. */
export function sessionTokens(keys: readonly SessionKey[]): SessionTokens {
  const [newest] = keys;
  if (!newest) throw new Error("There is no key for session tokens.");
  const keyOf = ({ kid }: { kid?: string }) => {
    const key = keys.find((one) => one.kid === kid);
    if (!key) throw new Unauthenticated("unknown_key");
    return key.public;
  };
  return {
    sign: (claims) =>
      new SignJWT(toPayload(claims)).setIssuer(claimed.issuer).setAudience(claimed.audience)
        .setProtectedHeader({ alg: algorithm, typ: type, kid: newest.kid }).sign(newest.private),
    recognizes: (token) => token.length <= maxLength && typeOf(token) === type,
    async authenticate(token) {
      const { payload } = await verified(token, keyOf);
      const claims = readClaims(payload);
      if (!claims || claims.expiresAt - claims.issuedAt > maxSessionTtlMs) {
        throw new Unauthenticated("malformed");
      }
      return sessionPrincipal(claims);
    },
  };
}

function typeOf(token: string): unknown {
  try {
    return decodeProtectedHeader(token).typ;
  } catch {
    return null; // no JWT at all: another kind of token
  }
}

async function verified(token: string, keyOf: Parameters<typeof jwtVerify>[1]) {
  try {
    return await jwtVerify(token, keyOf as never, {
      ...claimed,
      algorithms: [algorithm],
      typ: type,
      requiredClaims: ["jti", "sub", "iat", "exp"],
    });
  } catch (error) {
    if (error instanceof Unauthenticated) throw error;
    if (error instanceof errors.JWTExpired) throw new Unauthenticated("expired");
    if (error instanceof errors.JOSEError) throw new Unauthenticated("malformed");
    throw error;
  }
}
