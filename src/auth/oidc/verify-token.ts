import { errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from "jose";
import { sha256 } from "./sha256.ts";
import type { Principal } from "../../../protocol/auth/principal.ts";
import { Unauthenticated } from "../authenticator.ts";
import type { Issuer } from "../config/issuer.ts";
import { principalOfClaims } from "./principal-of-claims.ts";

/** Signatures that are accepted: asymmetric ones alone. `none` and HS* are not among them. */
const algorithms = ["RS256", "PS256", "ES256", "EdDSA"];
/** Clocks of issuers may differ by this, s. */
const skewS = 60;
const maxLifeS = 24 * 3_600;
/** Values of `typ` (RFC 9068, and the usual one of others), without `application/`. */
const types = ["at+jwt", "jwt"];

type Checked = JWTPayload & { iat: number; exp: number };

/** The principal of a token of this issuer. Throws Unauthenticated. */
export async function verifyToken(
  token: string,
  issuer: Issuer,
  keyOf: JWTVerifyGetKey,
): Promise<Principal> {
  const { payload, protectedHeader } = await jwtVerify(token, keyOf, {
    algorithms,
    issuer: issuer.issuer,
    audience: [...issuer.audiences],
    clockTolerance: skewS,
    requiredClaims: ["iat", "exp"],
  }).catch((error) => {
    throw refusalOf(error);
  });
  checkType(protectedHeader.typ, payload.typ);
  checkLife(payload as Checked);
  checkClient(payload, issuer);
  return principalOfClaims(payload as Checked, issuer, credentialOf(token, payload));
}

/** Keycloak says in the payload what a token is for: an ID or refresh token is no access token. */
function checkType(header: string | undefined, payload: unknown): void {
  const type = header?.toLowerCase().replace(/^application\//, "") ?? "";
  const isAccess = payload === undefined || payload === "Bearer";
  if (!types.includes(type) || !isAccess) throw new Unauthenticated("type");
}

function checkLife({ iat, exp }: Checked): void {
  const now = Date.now() / 1_000;
  if (iat > now + skewS) throw new Unauthenticated("not_yet_valid");
  if (exp - iat > maxLifeS || exp - now > maxLifeS + skewS) throw new Unauthenticated("lifetime");
}

function checkClient({ azp, client_id: id }: JWTPayload, { clients }: Issuer): void {
  if (clients !== null && !clients.includes(String(azp ?? id))) throw new Unauthenticated("client");
}

/** Names a token for revocation and the audit, without showing it. */
function credentialOf(token: string, { iss, jti }: JWTPayload): string {
  return `jwt:${sha256(typeof jti === "string" ? `${iss} ${jti}` : token).slice(0, 32)}`;
}

function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new Unauthenticated("expired");
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new Unauthenticated(reasons[error.claim] ?? "claims");
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return new Unauthenticated("signature");
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return new Unauthenticated("algorithm");
  // A key that does not fit its algorithm is a TypeError.
  const isOfToken = error instanceof errors.JOSEError || error instanceof TypeError;
  return isOfToken ? new Unauthenticated("malformed") : error;
}

const reasons: Record<string, string> = { aud: "audience", iss: "issuer", nbf: "not_yet_valid" };
