import { importJWK, SignJWT } from "jose";
import { type IssuerState, signingAlgorithm } from "./issuer-state.ts";

/** Whom a token is for, and what it allows. */
export interface TokenRequest {
  tenant: string;
  subject: string;
  roles?: readonly string[];
  scopes?: readonly string[];
  groups?: readonly string[];
  /** A workload in place of a person. */
  service?: boolean;
  /** How long it is valid, s. */
  ttl?: number;
}

/** The client that tokens are for, in `azp`. */
export const client = "tramontane-cli";

/** The client with which the console signs people in. */
export const consoleClient = "tramontane-console";

/** Default of `ttl`, s. */
export const usualTtl = 600;

/** A token of this issuer, signed with its newest key. */
export async function signToken(
  { issuer, audience, keys: [key] }: IssuerState,
  request: TokenRequest,
): Promise<string> {
  if (!key) throw new Error("the issuer has no key");
  const { tenant, subject, roles = [], scopes = [], groups = [], service = false } = request;
  const now = Math.floor(Date.now() / 1_000);
  return await new SignJWT({
    ...{
      azp: client,
      tenant,
      roles,
      groups,
      scope: scopes.join(" "),
      kind: service ? "service" : "user",
    },
  })
    .setProtectedHeader({ alg: signingAlgorithm, typ: "at+jwt", kid: key.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject)
    .setJti(crypto.randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + (request.ttl ?? usualTtl))
    .sign(await importJWK(key.private, signingAlgorithm));
}
