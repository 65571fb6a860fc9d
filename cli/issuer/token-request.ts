import { isGroup, isSubject } from "../../protocol/auth/names.ts";
import { isRole, roles as knownRoles } from "../../protocol/auth/roles.ts";
import { isScope } from "../../protocol/auth/scopes.ts";
import type { TokenRequest } from "./sign-token.ts";

/** Longest life of a token that the API accepts, s. */
const maxTtl = 24 * 3_600;

/** What is wrong with a request for a token; empty for a valid one. */
export function requestFaults(request: TokenRequest, tenants: readonly string[]): string[] {
  const { tenant, subject, roles = [], scopes = [], groups = [], ttl = 1 } = request;
  const list = (named: readonly string[], is: (text: string) => boolean) =>
    named.filter((one) => !is(one)).map((one) => one || "an empty text").join(", ");
  const unknown = {
    role: list(roles, isRole),
    scope: list(scopes, isScope),
    group: list(groups, isGroup),
  };
  return [
    ...(tenants.includes(tenant)
      ? []
      : [`this issuer does not serve the tenant ${tenant}, only ${tenants.join(", ")}`]),
    ...(isSubject(subject) ? [] : ["the subject must be a short text"]),
    ...Object.entries(unknown).filter(([, names]) => names !== "").map(([kind, names]) =>
      `unknown ${kind}: ${names}${kind === "role" ? `; roles: ${knownRoles.join(", ")}` : ""}`
    ),
    ...(Number.isInteger(ttl) && ttl >= 1 && ttl <= maxTtl
      ? []
      : [`a token is valid for 1 s to ${maxTtl} s`]),
  ];
}

/** Seconds of a time such as `90s`, `10m` or `8h`; null for another text. */
export function secondsOf(text: string): number | null {
  const [, number, unit = ""] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  return number === undefined ? null : Number(number) * ({ s: 1, m: 60, h: 3_600 }[unit] ?? 1);
}
