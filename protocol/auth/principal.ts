import { grantsOfRole, type Role } from "./roles.ts";
import { type Reach, type Scope, scopes, union } from "./scopes.ts";

/** Kinds of principals: a person, a workload, a browser with a session token, and the user of this machine. */
export const principalKinds = ["USER", "SERVICE", "SESSION", "LOCAL"] as const;
/** One of `principalKinds`. */
export type PrincipalKind = (typeof principalKinds)[number];

/** The one object that a session token is limited to; `agent`: the subject's own conversations with it. */
export interface Bound {
  kind: "conversation" | "research" | "agent";
  /** Id of the object; of an agent its name. */
  id: string;
}

/** Who makes a request, and what it may do. Every request has one, and it never changes during an operation. */
export interface Principal {
  tenant: string;
  kind: PrincipalKind;
  /** Unique in the tenant: the subject of a token, or `key:<id>`. */
  subject: string;
  /** Groups that a conversation can be shared with. */
  groups: readonly string[];
  roles: readonly Role[];
  /** Scopes that the credential names in addition to those of the roles. */
  scopes: readonly Scope[];
  /** Null: not limited to one object. */
  bound: Bound | null;
  /** Identifies the credential for revocation and audit; null for LOCAL. */
  credentialId: string | null;
  /** Of a session token: the credential that minted it, whose revocation ends it too; null or absent: there is none. */
  mintedBy?: string | null;
  /** Of a session token: the subject of the principal that minted it, in the same way. */
  minter?: string | null;
  issuedAt: Date | null;
  /** When the credential ends; null: never. */
  expiresAt: Date | null;
}

/** The principal of a deployment without credentials, which only this machine can reach. */
export const localPrincipal: Principal = {
  tenant: "default",
  kind: "LOCAL",
  subject: "local",
  groups: [],
  roles: ["admin"],
  scopes: [],
  bound: null,
  credentialId: null,
  issuedAt: null,
  expiresAt: null,
};

/** What a principal may do, each scope with the objects that it reaches. */
export type Grants = Readonly<Partial<Record<Scope, Reach>>>;

const known = new WeakMap<Principal, Grants>();

/**
 * The scopes of a principal's roles and its own ones. A scope of its own reaches all objects for a SERVICE, else the
 * principal's own. LOCAL reaches everything and gives no reasons: it is the owner of the machine.
 */
export function grantsOf(principal: Principal): Grants {
  const grants = known.get(principal) ?? collectGrants(principal);
  known.set(principal, grants);
  return grants;
}

function collectGrants({ kind, roles, scopes: own }: Principal): Grants {
  const grants: Partial<Record<Scope, Reach>> = {};
  if (kind === "LOCAL") return Object.fromEntries(scopes.map((scope) => [scope, "all"]));
  const add = (scope: Scope, reach: Reach) => {
    grants[scope] = union(grants[scope] ?? null, reach) ?? reach;
  };
  for (const role of roles) {
    for (const [scope, reach] of Object.entries(grantsOfRole[role])) add(scope as Scope, reach);
  }
  for (const scope of own) add(scope, kind === "SERVICE" ? "all" : "own");
  return grants;
}

/**
 * Principals with the same key see the same: where all reads reach the whole tenant the subject does not matter. It
 * separates loaders and shared answers.
 */
export function visibilityKey(principal: Principal, reason: string | null): string {
  const grants = Object.entries(grantsOf(principal)).sort();
  const seesAll = grants.every(([, reach]) => reach === "all") && principal.bound === null;
  const { tenant, kind, subject, groups, bound } = principal;
  return JSON.stringify([
    tenant,
    grants,
    ...(seesAll ? [] : [kind, subject, groups, bound, reason]),
  ]);
}
