import { isGroup } from "../../../protocol/auth/names.ts";
import { isTenantName, tenantNameRule } from "../../../protocol/auth/tenant.ts";
import { isRole, type Role, roles } from "../../../protocol/auth/roles.ts";
import { isLoopback } from "../../../protocol/net/loopback.ts";
import type { Issuer, TenantRule } from "./issuer.ts";
import type { IssuerPlace, Raw } from "./issuer-place.ts";
import { parseSignIn, signInKeys } from "./parse-sign-in.ts";

const keys = [
  ...["issuer", "audience", "jwksUri", "tenant", "tenantClaim", "tenants", "subjectClaim"],
  ...["subjectPrefix", "rolesClaim", "roles", "scopesClaim", "groupsClaim", "clients"],
  ...["serviceClaim", "serviceValue"],
  ...signInKeys,
];

/** Reads an issuer; every fault says what to set. */
export function parseIssuer(raw: Raw, where: IssuerPlace): Issuer {
  const { place, fault } = where;
  for (const key of Object.keys(raw).filter((key) => !keys.includes(key))) {
    fault(`${place(key)} is unknown; set one of ${keys.join(", ")}`);
  }
  const text = (key: string) => textAt(raw, key, where);
  const [claim, value] = [claimAt(raw, "serviceClaim", where), text("serviceValue")];
  if ((claim === null) !== (value === null)) {
    fault(`${place("serviceClaim")} and serviceValue belong together; set both or none`);
  }
  return {
    issuer: addressAt(raw, "issuer", where) ?? missing("issuer", "the value of `iss`", where),
    audiences: listAt(raw, "audience", where) ??
      [missing("audience", "the value of `aud` of tokens for this API", where)],
    jwksUri: addressAt(raw, "jwksUri", where),
    tenant: tenantRule(raw, where),
    subjectClaim: claimAt(raw, "subjectClaim", where) ?? "sub",
    subjectPrefix: prefixOf(text("subjectPrefix"), where),
    rolesClaim: claimAt(raw, "rolesClaim", where),
    roles: rolesOf(raw, where),
    scopesClaim: claimAt(raw, "scopesClaim", where),
    groupsClaim: claimAt(raw, "groupsClaim", where),
    clients: listAt(raw, "clients", where),
    service: claim !== null && value !== null ? { claim, value } : null,
    signIn: parseSignIn(raw, where),
  };
}

function missing(key: string, expects: string, { place, fault }: IssuerPlace): string {
  fault(`${place(key)} is not set; set ${expects}`);
  return "";
}

function textAt(raw: Raw, key: string, { place, fault }: IssuerPlace): string | null {
  const value = raw[key];
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string") return value;
  fault(`${place(key)} is ${JSON.stringify(value)}; set a text, in quotes if it is a number`);
  return null;
}

/** A list in the file, or texts that are separated by commas; null where there is none. */
function listAt(raw: Raw, key: string, { place, fault }: IssuerPlace): string[] | null {
  const value = raw[key];
  if (value === undefined || value === null) return null;
  const list = typeof value === "string" ? value.split(",").map((one) => one.trim()) : value;
  const isList = Array.isArray(list) && list.length > 0 &&
    list.every((one): one is string => typeof one === "string" && one !== "");
  if (!isList) fault(`${place(key)} is ${JSON.stringify(value)}; set a text or a list of texts`);
  return isList ? list : null;
}

function claimAt(raw: Raw, key: string, where: IssuerPlace): string | null {
  const claim = textAt(raw, key, where);
  if (claim === null || !claim.startsWith("/") || /^(\/([^~/]|~[01])+)+$/.test(claim)) return claim;
  where.fault(
    `${where.place(key)} is "${claim}"; set the name of a claim, or a JSON pointer such as ` +
      "/realm_access/roles",
  );
  return null;
}

function addressAt(raw: Raw, key: string, where: IssuerPlace): string | null {
  const text = textAt(raw, key, where);
  if (text === null) return null;
  const url = URL.parse(text);
  const isBare = url !== null && !url.username && !url.password && !url.search && !url.hash;
  const isHttps = url?.protocol === "https:";
  const isLocal = url?.protocol === "http:" && isLoopback(url.hostname);
  if (isBare && (isHttps || (isLocal && where.plainHttp))) return text;
  const why = isBare && isLocal ? ", since HOST is not a loopback address" : "";
  where.fault(`${where.place(key)} is "${text}"; set an https URL without a query${why}`);
  return null;
}

function tenantRule(raw: Raw, where: IssuerPlace): TenantRule {
  const { place, fault } = where;
  const fixed = textAt(raw, "tenant", where);
  const claim = claimAt(raw, "tenantClaim", where);
  const allowed = listAt(raw, "tenants", where);
  const check = (key: string, name: string) => {
    if (!isTenantName(name)) fault(`${place(key)} has "${name}"; set ${tenantNameRule}`);
  };
  if (fixed !== null) {
    check("tenant", fixed);
    if (claim !== null || allowed !== null) {
      fault(
        `${place("tenant")} is set, and tenantClaim or tenants too; set tenant, or both others`,
      );
    }
    return { fixed };
  }
  for (const name of allowed ?? []) check("tenants", name);
  if (claim === null || allowed === null) {
    fault(
      `${place("tenant")} is not set; set the tenant of all tokens, or tenantClaim with the list ` +
        "tenants of those that the issuer may name",
    );
  }
  return { claim: claim ?? "", allowed: allowed ?? [] };
}

function prefixOf(prefix: string | null, { place, fault }: IssuerPlace): string {
  if (prefix === null || (isGroup(prefix) && prefix.length <= 40)) return prefix ?? "";
  fault(
    `${place("subjectPrefix")} is "${prefix}"; set at most 40 characters without blanks around`,
  );
  return "";
}

function rolesOf(raw: Raw, { place, fault }: IssuerPlace): Record<string, Role> | null {
  if (raw.roles === undefined || raw.roles === null) return null;
  const entries = typeof raw.roles === "object" && !Array.isArray(raw.roles)
    ? Object.entries(raw.roles)
    : [];
  const known = entries.filter((one): one is [string, Role] => isRole(String(one[1])));
  if (entries.length === 0 || known.length < entries.length) {
    fault(`${place("roles")} must name one of ${roles.join(", ")} for each value of the claim`);
  }
  if (raw.rolesClaim == null) {
    fault(`${place("roles")} is set without rolesClaim; set the claim that has these values`);
  }
  return Object.fromEntries(known);
}
