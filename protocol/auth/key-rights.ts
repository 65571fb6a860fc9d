import { grantsOf, localPrincipal, type Principal } from "./principal.ts";
import type { Role } from "./roles.ts";
import { isWidenedByReason, reaches, type Scope } from "./scopes.ts";

/** Roles and scopes of a key. */
export interface KeyRights {
  roles: readonly Role[];
  scopes: readonly Scope[];
}

/**
 * What a key with these rights could do and its creator cannot: scopes, by name. A scope that the creator has with a
 * reason counts as the scope: it reaches the same objects, and the creation of the key is recorded.
 */
export function rightsBeyond(creator: Principal, rights: KeyRights): Scope[] {
  const own = grantsOf(creator);
  const wanted = Object.entries(grantsOf(keyPrincipal(creator.tenant, rights)));
  const lacking = wanted.filter(([scope, reach]) => {
    const has = own[scope as Scope];
    if (has === undefined || creator.bound !== null) return true;
    return !isWidenedByReason(has) && reaches.indexOf(has) < reaches.indexOf(reach);
  });
  return lacking.map(([scope]) => scope as Scope);
}

const keyPrincipal = (tenant: string, { roles, scopes }: KeyRights): Principal => ({
  ...localPrincipal,
  ...{ tenant, kind: "SERVICE", subject: "key", roles, scopes },
});
