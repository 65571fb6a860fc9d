import { Buffer } from "node:buffer";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import { isTenantName } from "../../protocol/auth/tenant.ts";

/** For whom a link was made: it leads into the tenant of that principal, while its credential is not revoked. */
export interface LinkGrant {
  tenant: string;
  subject: string;
  credentialId: string | null;
  /** Of a session token: the credential and the subject that minted it. */
  mintedBy?: string | null;
  minter?: string | null;
  /** When the credential was issued, ms since 1970; null if that is unknown. */
  issuedAt: number | null;
}

/**
 * The part of a link that says for whom it was made, as text; empty for LOCAL. It is signed with the link, and it is no
 * secret: its owner knows it.
 */
export function writeGrant(principal: Principal): string {
  const { kind, tenant, subject, credentialId, mintedBy, minter, issuedAt } = principal;
  if (kind === "LOCAL") return "";
  const grant: LinkGrant = {
    ...{ tenant, subject, credentialId, mintedBy, minter },
    issuedAt: issuedAt?.getTime() ?? null,
  };
  return Buffer.from(JSON.stringify(grant)).toString("base64url");
}

/** The principal of a signed grant, as far as revocations need it. Throws for a text that `writeGrant` did not write. */
export function readGrant(text: string): Principal {
  if (text === "") return localPrincipal;
  const grant = JSON.parse(Buffer.from(text, "base64url").toString()) as LinkGrant;
  const { tenant, subject, credentialId, mintedBy = null, minter = null, issuedAt } = grant;
  if (!isTenantName(tenant)) throw new Error("The grant of a link names no tenant.");
  return {
    ...{ tenant, subject, credentialId, kind: "USER", groups: [], roles: [], scopes: [] },
    ...{ bound: null, expiresAt: null, mintedBy, minter },
    issuedAt: issuedAt === null ? null : new Date(issuedAt),
  };
}
