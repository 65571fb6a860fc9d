import { authorize, type Resource } from "../../../protocol/auth/authorize.ts";
import { grantsOf, type Principal } from "../../../protocol/auth/principal.ts";
import type { CreateSessionToken } from "../../../protocol/auth/session-commands.ts";
import type { Scope } from "../../../protocol/auth/scopes.ts";

/**
 * The scopes that a minter asks for and may not hand on: a session token can never do what its minter cannot. `resource`:
 * the object that the token is limited to; null for an agent, whose conversations with the subject need not exist yet:
 * then the minter must be the subject, or reach all of the tenant.
 */
export function scopesBeyond(
  minter: Principal,
  { subject, scopes }: Pick<CreateSessionToken, "subject" | "scopes">,
  resource: Resource | null,
): Scope[] {
  const grants = grantsOf(minter);
  const mayForAgent = (scope: Scope) =>
    grants[scope] === "all" || (grants[scope] !== undefined && subject === minter.subject);
  return scopes.filter((scope) =>
    resource === null ? !mayForAgent(scope) : !authorize(minter, scope, resource)
  );
}

const findingScopes = ["tokens:mint", "conversations:read", "research:read"] as const;

/** True if the minter may mint for the object, or reads it: another one does not exist for it. */
export const isKnownTo = (minter: Principal, resource: Resource): boolean =>
  findingScopes.some((scope) => authorize(minter, scope, resource));
