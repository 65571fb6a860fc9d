import { type Bound, grantsOf, type Principal } from "./principal.ts";
import { includesDeciding, isWidenedByReason, type Scope } from "./scopes.ts";

/** An object as far as access to it is decided by it. */
export interface Resource {
  tenant: string;
  /** What it is, or what it belongs to, as a session token can be limited to it. */
  places: readonly Bound[];
  /** Subject of the owner; null: it belongs to the whole tenant. */
  owner: string | null;
  /** Subjects and `group:<name>` that may read it, and those that may also write. */
  readers: readonly string[];
  writers: readonly string[];
  /** True: an approval in it has not been decided. */
  isDeciding: boolean;
}

/**
 * True if the principal may do this to the object, or, without one, to anything at all. The only place that decides it;
 * `reason` is what the request gives to read what is not the principal's own.
 */
export function authorize(
  principal: Principal,
  scope: Scope,
  resource: Resource | null = null,
  reason: string | null = null,
): boolean {
  const reach = grantsOf(principal)[scope];
  if (reach === undefined) return false;
  if (resource === null) return true;
  if (resource.tenant !== principal.tenant || !isWithinBound(principal, resource)) return false;
  if (reach === "all" || (isWidenedByReason(reach) && reason !== null)) return true;
  if (includesDeciding(reach) && resource.isDeciding) return true;
  return isOwn(principal, scope, resource);
}

const readScopes = /:read(:|$)/;

function isOwn(principal: Principal, scope: Scope, resource: Resource): boolean {
  const { subject, kind, bound } = principal;
  if (resource.owner === subject) return true;
  // A browser with a session token is a guest: only what is its subject's, or the object that it names.
  if (kind === "SESSION") return bound !== null && bound.kind !== "agent";
  if (resource.owner === null) return true;
  const shared = readScopes.test(scope)
    ? [...resource.readers, ...resource.writers]
    : scope === "conversations:share"
    ? []
    : resource.writers;
  return namesOf(principal).some((name) => shared.includes(name));
}

/** How the names of groups begin among those that an object is shared with. */
export const groupPrefix = "group:";

/** The names by which an object can be shared with a principal. A subject cannot pass for a group. */
export const namesOf = ({ subject, groups }: Principal): string[] => [
  ...(subject.startsWith(groupPrefix) ? [] : [subject]),
  ...groups.map((group) => `${groupPrefix}${group}`),
];

function isWithinBound({ bound }: Principal, { places }: Resource): boolean {
  if (bound === null) return true;
  return places.some((place) => place.kind === bound.kind && place.id === bound.id);
}
