import { Buffer } from "node:buffer";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import { isTenantName } from "../../protocol/auth/tenant.ts";
import type { Requester } from "../auth/requester.ts";

/** For whom a link was made: it shows what that principal may still read, while its credential is not revoked. */
interface LinkGrant extends Omit<Principal, "issuedAt" | "expiresAt"> {
  /** When the credential was issued, ms since 1970; null if that is unknown. */
  issuedAt: number | null;
  /** True: it was made for a read with a reason, which the audit has recorded. */
  hasReason: boolean;
}

/**
 * Groups in a link have at most this many characters together: proxies refuse long addresses. What is shared with a
 * further group alone cannot be opened by the link.
 */
const maxGroups = 4_000;

/**
 * The part of a link that says for whom it was made, as text; empty for LOCAL. It is signed with the link, and it is no
 * secret: its owner knows it.
 */
export function writeGrant({ principal, reason }: Omit<Requester, "address">): string {
  if (principal.kind === "LOCAL") return "";
  const { expiresAt: _, ...rest } = principal;
  const grant: LinkGrant = {
    ...rest,
    groups: shortGroups(principal.groups),
    issuedAt: principal.issuedAt?.getTime() ?? null,
    hasReason: reason !== null,
  };
  return Buffer.from(JSON.stringify(grant)).toString("base64url");
}

function shortGroups(groups: readonly string[]): string[] {
  let length = 0;
  return groups.filter((group) => (length += group.length) <= maxGroups);
}

/** The requester of a signed grant. Throws for a text that `writeGrant` did not write. */
export function readGrant(text: string): Requester {
  if (text === "") return { principal: localPrincipal, reason: null, address: null };
  const { hasReason, issuedAt, ...rest } = {
    ...empty,
    ...JSON.parse(Buffer.from(text, "base64url").toString()),
  } as LinkGrant;
  if (!isTenantName(rest.tenant)) throw new Error("The grant of a link names no tenant.");
  const principal: Principal = {
    ...rest,
    issuedAt: issuedAt === null ? null : new Date(issuedAt),
    expiresAt: null,
  };
  return {
    principal,
    reason: hasReason ? "a link that was made for a reason" : null,
    address: null,
  };
}

/** What links of the release before do not say: they open nothing. */
const empty = {
  ...{ kind: "USER", groups: [], roles: [], scopes: [], bound: null, hasReason: false },
};
