import assert from "node:assert/strict";
import { test } from "node:test";
import type { Env } from "../../../protocol/config/field.ts";
import { ConfigError, readConfig } from "../../../protocol/config/read-config.ts";
import { authFields } from "./fields.ts";
import { readAuth } from "./read-auth.ts";

const read = (env: Env, file = "", host = "127.0.0.1") =>
  readConfig("API", authFields, env, () => file, (values, c) => readAuth(values, host, c));

function faultsOf(env: Env, file = "", host?: string): readonly string[] {
  try {
    read(env, file, host);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

const path = "auth.yaml";
const acme = `
issuers:
  - issuer: https://id.example.com/realms/acme
    audience: tramontane
    tenant: acme
    rolesClaim: /realm_access/roles
    roles: { tramontane-user: member, tramontane-admin: admin }
    scopesClaim: scope
    groupsClaim: groups
`;

test("nothing set is local, keys are keys, a file or an issuer's variables are issuers", () => {
  assert.deepEqual(read({}), { mode: "LOCAL", issuers: [] });
  assert.deepEqual(read({ AUTH: "keys" }), { mode: "API_KEYS", issuers: [] });
  for (const AUTH of ["", "file"]) {
    const { mode, issuers } = read({ AUTH, AUTH_CONFIG: path }, acme);
    assert.equal(mode, "OIDC");
    assert.deepEqual(issuers, [{
      issuer: "https://id.example.com/realms/acme",
      audiences: ["tramontane"],
      jwksUri: null,
      tenant: { fixed: "acme" },
      subjectClaim: "sub",
      subjectPrefix: "",
      rolesClaim: "/realm_access/roles",
      roles: { "tramontane-user": "member", "tramontane-admin": "admin" },
      scopesClaim: "scope",
      groupsClaim: "groups",
      clients: null,
      service: null,
      signIn: null,
    }]);
  }
});

test("variables alone make an issuer, and replace single values of a file", () => {
  const variables = {
    AUTH_ISSUER: "https://id.example.com",
    AUTH_AUDIENCE: "api, other",
    AUTH_TENANT_CLAIM: "org",
    AUTH_TENANTS: "acme, globex",
    AUTH_SERVICE_CLAIM: "gty",
    AUTH_SERVICE_VALUE: "client-credentials",
  };
  const [issuer] = read(variables).issuers;
  assert.deepEqual(issuer?.audiences, ["api", "other"]);
  assert.deepEqual(issuer?.tenant, { claim: "org", allowed: ["acme", "globex"] });
  assert.deepEqual(issuer?.service, { claim: "gty", value: "client-credentials" });
  const [replaced] = read({ AUTH_CONFIG: path, AUTH_AUDIENCE: "other" }, acme).issuers;
  assert.deepEqual([replaced?.audiences, replaced?.tenant], [["other"], { fixed: "acme" }]);
});

test("all faults come at once, and each says where it is and what to set", () => {
  const file = `
issuers:
  - issuer: http://id.example.com
    tenant: ../acme
    rolesClaim: /a//b
    roles: { x: king }
    color: red
    serviceClaim: gty
`;
  const faults = faultsOf({ AUTH_CONFIG: path }, file);
  assert.deepEqual(faults.map((fault) => fault.split(/ of auth.yaml/)[0]), [
    "issuers[0].color",
    "issuers[0].serviceClaim",
    "issuers[0].issuer",
    "issuers[0].issuer",
    "issuers[0].audience",
    "issuers[0].tenant",
    "issuers[0].rolesClaim",
    "issuers[0].roles",
  ]);
  for (const fault of faults) assert.match(fault, /set |must name/);
});

test("settings that contradict each other are faults", () => {
  for (
    const [env, file, fault] of [
      [{ AUTH: "keys", AUTH_CONFIG: path }, acme, /AUTH is keys, but AUTH_CONFIG is set/],
      [{ AUTH: "file" }, "", /AUTH is file, but AUTH_CONFIG is not set/],
      [{ AUTH_ISSUER: "https://x.example" }, "", /AUTH_AUDIENCE is not set/],
      [{ AUTH_CONFIG: path }, "", /names no issuer/],
      [{ AUTH_CONFIG: path }, "issuers: [", /is not YAML/],
      [{ AUTH_CONFIG: path, AUTH_TENANT: "a" }, twoIssuers("p"), /AUTH_TENANT .* several issuers/],
      [{ AUTH_CONFIG: path }, `${acme}    tenants: [b]\n`, /tenant, or both others/],
    ] as const
  ) {
    assert.match(faultsOf(env, file).join(), fault);
  }
});

const twoIssuers = (prefix: string) =>
  `${acme}
  - { issuer: "https://other.example", audience: a, tenant: acme, subjectPrefix: "${prefix}" }`;

test("two issuers of one tenant need prefixes that tell their subjects apart", () => {
  assert.match(faultsOf({ AUTH_CONFIG: path }, twoIssuers("")).join(), /subjectPrefix/);
  assert.deepEqual(faultsOf({ AUTH_CONFIG: path }, twoIssuers("other:")), []);
});

test("an issuer over http is one of this machine, for an API that only this machine reaches", () => {
  const env = { AUTH_ISSUER: "http://127.0.0.1:4100", AUTH_AUDIENCE: "a", AUTH_TENANT: "t" };
  assert.deepEqual(faultsOf(env), []);
  assert.match(faultsOf(env, "", "0.0.0.0").join(), /HOST is not a loopback address/);
  assert.match(faultsOf({ ...env, AUTH_ISSUER: "http://10.0.0.1" }).join(), /https URL/);
});

test("people sign in at the console by an issuer that names its client", () => {
  const signInOf = (more: string) =>
    read({ AUTH_CONFIG: path }, `${acme}${more}`).issuers[0]?.signIn;
  assert.deepEqual(signInOf("    signInClient: console\n"), {
    ...{ clientId: "console", scope: "openid", name: null, parameters: {} },
  });
  const parameters = "    signInParameters: { audience: https://api.example.com }\n";
  assert.deepEqual(signInOf(`    signInClient: console\n${parameters}`)?.parameters, {
    audience: "https://api.example.com",
  });
  const faults = (more: string) => faultsOf({ AUTH_CONFIG: path }, `${acme}${more}`).join("\n");
  assert.match(faults("    signInScope: openid\n"), /signInScope .* without signInClient/);
  assert.match(faults("    signInClient: 7\n"), /signInClient of auth\.yaml is 7; set a text/);
  assert.match(faults("    signInClient: c\n    clients: a,b\n"), /does not have c/);
});
