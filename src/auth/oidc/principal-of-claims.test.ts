import assert from "node:assert/strict";
import { test } from "node:test";
import { Unauthenticated } from "../authenticator.ts";
import type { Issuer } from "../config/issuer.ts";
import { principalOfClaims } from "./principal-of-claims.ts";

const issuer: Issuer = {
  ...{ issuer: "https://id.example", audiences: ["api"], jwksUri: null, clients: null },
  tenant: { claim: "org", allowed: ["acme", "globex"] },
  ...{ subjectClaim: "sub", subjectPrefix: "", rolesClaim: "roles", roles: null },
  ...{ scopesClaim: "scope", groupsClaim: "groups", service: null, signIn: null },
};
const claims = { iat: 1_000, exp: 2_000, sub: "ada", org: "acme" };
const principal = (more: object, over: Partial<Issuer> = {}) =>
  principalOfClaims({ ...claims, ...more }, { ...issuer, ...over }, "jwt:1");
const reasonOf = (more: object, over: Partial<Issuer> = {}) => {
  try {
    principal(more, over);
  } catch (error) {
    if (error instanceof Unauthenticated) return error.reason;
    throw error;
  }
  return null;
};

test("claims are mapped to a person with roles, scopes and groups; unknown ones grant nothing", () => {
  const { roles, scopes, ...rest } = principal({
    roles: ["member", "offline_access", "member"],
    scope: "openid agents:read agents:*",
    groups: ["risk", 7, ""],
  });
  assert.deepEqual([roles, scopes], [["member"], ["agents:read"]]);
  assert.deepEqual(rest, {
    ...{ tenant: "acme", kind: "USER", subject: "ada", groups: ["risk"], bound: null },
    ...{ credentialId: "jwt:1", issuedAt: new Date(1_000_000), expiresAt: new Date(2_000_000) },
  });
});

test("a mapping names the role for each value, and no other value is one", () => {
  const roles = { "app-admins": "admin" } as const;
  const named = (given: unknown) =>
    principal({ realm_access: { roles: given } }, { rolesClaim: "/realm_access/roles", roles })
      .roles;
  assert.deepEqual(named(["app-admins", "member", "constructor"]), ["admin"]);
  assert.deepEqual(named("app-admins"), ["admin"]);
  for (const wrong of [undefined, null, {}, 1, { "0": "app-admins" }]) {
    assert.deepEqual(named(wrong), []);
  }
});

test("a claim with slashes in its name is not a path, a pointer may escape them", () => {
  const url = "https://tramontane.example/roles";
  assert.deepEqual(principal({ [url]: ["viewer"] }, { rolesClaim: url }).roles, ["viewer"]);
  const pointer = "/a~1b/roles";
  const nested = { "a/b": { roles: ["viewer"] } };
  assert.deepEqual(principal(nested, { rolesClaim: pointer }).roles, ["viewer"]);
});

test("an issuer names only the tenants that it may", () => {
  assert.equal(principal({ org: "globex" }).tenant, "globex");
  for (const org of ["other", "", undefined, ["acme"], "acme ", "__proto__"]) {
    assert.equal(reasonOf({ org }), "tenant", String(org));
  }
  const fixed = { tenant: { fixed: "acme" } };
  assert.equal(principal({ org: "globex", tenant: "globex" }, fixed).tenant, "acme");
});

test("a subject is a short text that cannot pass for another kind of principal", () => {
  for (const sub of [undefined, "", 7, ["ada"], "key:1", "group:x", "a\nb", "x".repeat(201)]) {
    assert.equal(reasonOf({ sub }), "subject", String(sub));
  }
  assert.equal(principal({}, { subjectPrefix: "other:" }).subject, "other:ada");
  assert.equal(reasonOf({ sub: ":1" }, { subjectPrefix: "key" }), "subject");
});

test("a token of a workload is that of a service", () => {
  const service = { claim: "gty", value: "client-credentials" };
  assert.equal(principal({ gty: "client-credentials" }, { service }).kind, "SERVICE");
  for (const gty of [undefined, "password", ["client-credentials"]]) {
    assert.equal(principal({ gty }, { service }).kind, "USER");
  }
});
