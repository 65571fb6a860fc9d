import type { AuthFailure } from "@pothos/plugin-scope-auth";
import type { GraphQLError } from "graphql";
import type { Detailed } from "../protocol/auth/detail.ts";
import type { Scope } from "../protocol/auth/scopes.ts";
import { forbidden } from "../protocol/user-error.ts";
import type { GraphQLContext } from "./context.ts";
import { graphError } from "./errors.ts";

/** What a field can require of the principal, as its option `authScopes`. */
export interface AuthScopes {
  /** Any principal: the field says nothing about objects, or checks each object that it reads. */
  everyone: boolean;
  /** The scope, at least for objects of its own. Which objects it reaches is decided where they are read. */
  can: Scope;
  /** `conversations:read:detail` for every such object that it may read. */
  detailOf: Detailed;
}

/** Decides on the requirements of fields. The plugin calls it once per operation. */
export const authScopes = ({ can, detailOf }: GraphQLContext) => ({
  everyone: true,
  can,
  detailOf,
});

/** The error of a field that the principal may not read. It depends on scopes alone and says nothing about the object. */
export function unauthorized(failure: AuthFailure): GraphQLError {
  const scope = scopeIn(failure);
  const message = scope === null ? "You may not read this." : forbidden(scope).message;
  return graphError("FORBIDDEN", message);
}

function scopeIn(failure: AuthFailure): Scope | null {
  if ("failures" in failure) {
    return failure.failures.map(scopeIn).find((one) => one !== null) ?? null;
  }
  if (!("parameter" in failure)) return null;
  return failure.scope === "detailOf" ? "conversations:read:detail" : failure.parameter as Scope;
}
