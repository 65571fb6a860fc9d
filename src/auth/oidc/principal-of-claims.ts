import { isGroup, isSubject } from "../../../protocol/auth/names.ts";
import type { Principal } from "../../../protocol/auth/principal.ts";
import { isRole, type Role } from "../../../protocol/auth/roles.ts";
import { isScope, type Scope } from "../../../protocol/auth/scopes.ts";
import { Unauthenticated } from "../authenticator.ts";
import type { Issuer } from "../config/issuer.ts";
import { claimOf, type Claims, textOf, textsOf } from "./claims.ts";

/** Maximum number of groups of a principal; further ones are left out. */
const maxGroups = 200;

/** The principal that verified claims describe. Throws Unauthenticated where they may not describe one. */
export function principalOfClaims(
  claims: Claims & { iat: number; exp: number },
  issuer: Issuer,
  credentialId: string,
): Principal {
  const name = textOf(claims, issuer.subjectClaim);
  const subject = `${issuer.subjectPrefix}${name ?? ""}`;
  if (!name || !isSubject(subject)) throw new Unauthenticated("subject");
  return {
    tenant: tenantOf(claims, issuer),
    kind: isService(claims, issuer) ? "SERVICE" : "USER",
    subject,
    groups: textsOf(claims, issuer.groupsClaim).filter(isGroup).slice(0, maxGroups),
    roles: rolesOf(claims, issuer),
    scopes: [...new Set(words(claims, issuer.scopesClaim).filter(isScope))] as Scope[],
    bound: null,
    credentialId,
    issuedAt: new Date(claims.iat * 1_000),
    expiresAt: new Date(claims.exp * 1_000),
  };
}

function tenantOf(claims: Claims, { tenant }: Issuer): string {
  if ("fixed" in tenant) return tenant.fixed;
  const named = textOf(claims, tenant.claim);
  if (named === null || !tenant.allowed.includes(named)) throw new Unauthenticated("tenant");
  return named;
}

function isService(claims: Claims, { service }: Issuer): boolean {
  return service !== null && claimOf(claims, service.claim) === service.value;
}

/** Values that are no roles are those of other programs, which the same claim may list. */
function rolesOf(claims: Claims, { rolesClaim, roles }: Issuer): Role[] {
  const named = roles === null
    ? words(claims, rolesClaim).filter(isRole)
    : textsOf(claims, rolesClaim).flatMap((one) => Object.hasOwn(roles, one) ? [roles[one]!] : []);
  return [...new Set(named)];
}

const words = (claims: Claims, claim: string | null) =>
  textsOf(claims, claim).flatMap((text) => text.split(" "));
