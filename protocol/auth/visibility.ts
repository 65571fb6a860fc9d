import { namesOf } from "./authorize.ts";
import { type Bound, grantsOf, type Principal } from "./principal.ts";
import { includesDeciding, isWidenedByReason, type Scope } from "./scopes.ts";

/** Some of the objects of a tenant: those that match all fields. */
export interface Visibility {
  /** Only these owners' objects, and those that are shared with one of `names`; null: of any owner. */
  own: Own | null;
  /** True: also conversations with an approval that has not been decided. */
  deciding: boolean;
  /** Only this object, or what belongs to it; null: not limited. */
  bound: Bound | null;
}

/** Matches no object: none has this id. */
const nothing: Visibility = {
  own: null,
  deciding: false,
  bound: { kind: "conversation", id: "" },
};

/** What belongs to a principal. */
export interface Own {
  subject: string;
  /** What objects can be shared with. */
  names: readonly string[];
  /** True: also objects that belong to the whole tenant. */
  ofTenant: boolean;
}

/**
 * The objects that a principal reaches with a scope of reading, as a filter for lists: `authorize` says the same of each
 * of them. Null: every one of the tenant.
 */
export function visibilityOf(
  principal: Principal,
  scope: Scope,
  reason: string | null,
): Visibility | null {
  const reach = grantsOf(principal)[scope];
  const { bound } = principal;
  if (reach === undefined) return nothing;
  const isAll = reach === "all" || (isWidenedByReason(reach) && reason !== null);
  if (isAll && bound === null) return null;
  return {
    own: isAll ? null : ownOf(principal),
    deciding: !isAll && includesDeciding(reach),
    bound,
  };
}

function ownOf(principal: Principal): Own | null {
  const { kind, subject, bound } = principal;
  if (kind !== "SESSION") return { subject, names: namesOf(principal), ofTenant: true };
  return bound !== null && bound.kind !== "agent" ? null : { subject, names: [], ofTenant: false };
}
