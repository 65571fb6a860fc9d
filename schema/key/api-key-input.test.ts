import assert from "node:assert/strict";
import { test } from "node:test";
import { apiKeyIssues, durationIssues } from "./api-key-input.ts";

const valid = { name: "first", roles: ["admin"], scopes: [] };
const paths = (over: object) =>
  apiKeyIssues({ ...valid, ...over }).map((issue) => issue.path.join("."));

test("a key with a name and a role or a scope is accepted", () => {
  assert.deepEqual(paths({}), []);
  assert.deepEqual(paths({ roles: [], scopes: ["usage:read"], expiresIn: 60_000 }), []);
});

test("unknown, repeated and missing roles and scopes are named one by one", () => {
  assert.deepEqual(paths({ roles: ["admin", "root", "admin"] }), ["roles.1", "roles.2"]);
  assert.deepEqual(paths({ scopes: ["usage:read", "usage"] }), ["scopes.1"]);
  assert.deepEqual(paths({ roles: [] }), ["roles"]);
  for (const name of [" ", "x".repeat(101), "a\u001b[2J", "a\u009b2J"]) {
    assert.deepEqual(paths({ name }), ["name"], JSON.stringify(name));
  }
});

test("hundreds of roles are one issue, and are not all checked", () => {
  assert.ok(paths({ roles: Array(500).fill("x") }).length < 20);
});

test("a key expires within a year, and an overlap has its own limits", () => {
  assert.deepEqual(paths({ expiresIn: 366 * 86_400_000 }), ["expiresIn"]);
  assert.deepEqual(paths({ expiresIn: 0 }), ["expiresIn"]);
  const [issue] = durationIssues(8, ["overlap"], [0, 7]);
  assert.match(issue?.message ?? "", /PT0S to PT0.007S/);
});
