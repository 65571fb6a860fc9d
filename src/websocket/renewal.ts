import { grantsOf, type Principal } from "../../protocol/auth/principal.ts";
import { type Scope, union } from "../../protocol/auth/scopes.ts";
import type { Authenticator } from "../auth/authenticator.ts";
import type { Requester } from "../auth/requester.ts";
import { maxInitBytes, principalOf } from "./sign-in.ts";

/** True for the payload of a ping that renews the socket. */
export const isRenewal = (payload: unknown): payload is { type: "renew"; token?: unknown } =>
  typeof payload === "object" && payload !== null &&
  (payload as { type?: unknown }).type === "renew";

/** The requester with the principal of a fresh token of the same subject and tenant; null: the token is refused. */
export async function renewed(
  requester: Requester,
  token: unknown,
  authenticator: Authenticator,
  address: string | null,
): Promise<Requester | null> {
  if (typeof token !== "string" || token.length > maxInitBytes) return null;
  const principal = await principalOf(token, authenticator, address);
  if (principal === null || principal === "unknown") return null;
  const { tenant, subject } = requester.principal;
  const isSame = principal.tenant === tenant && principal.subject === subject;
  return isSame ? { ...requester, principal } : null;
}

/** Whether a principal may do less than another one of the same subject, or reaches fewer objects. */
export function isNarrower(fresh: Principal, before: Principal): boolean {
  if (fresh.kind !== before.kind) return true;
  if (fresh.bound !== null && !isSameBound(fresh.bound, before.bound)) return true;
  if (before.groups.some((group) => !fresh.groups.includes(group))) return true;
  const grants = grantsOf(fresh);
  return Object.entries(grantsOf(before)).some(([scope, reach]) => {
    const now = grants[scope as Scope];
    return now === undefined || union(now, reach) !== now;
  });
}

const isSameBound = (one: NonNullable<Principal["bound"]>, other: Principal["bound"]) =>
  other !== null && one.kind === other.kind && one.id === other.id;
