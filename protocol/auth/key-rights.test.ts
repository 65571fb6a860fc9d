import assert from "node:assert/strict";
import { test } from "node:test";
import { rightsBeyond } from "./key-rights.ts";
import { localPrincipal, type Principal } from "./principal.ts";
import { roles } from "./roles.ts";
import { scopes } from "./scopes.ts";

const user = (over: Partial<Principal>): Principal => ({
  ...localPrincipal,
  ...{ tenant: "acme", kind: "USER", subject: "ada", roles: [], ...over },
});
const nothing = { roles: [], scopes: [] };

test("an administrator and the owner of the machine can give every role and scope", () => {
  for (const creator of [localPrincipal, user({ roles: ["admin"] })]) {
    for (const role of roles) {
      assert.deepEqual(rightsBeyond(creator, { ...nothing, roles: [role] }), []);
    }
    assert.deepEqual(rightsBeyond(creator, { ...nothing, scopes }), []);
  }
});

test("a key has no scope that its creator lacks, by role or by name", () => {
  const developer = user({ roles: ["developer"], scopes: ["keys:write"] });
  assert.deepEqual(rightsBeyond(developer, { ...nothing, roles: ["developer"] }), []);
  assert.deepEqual(rightsBeyond(developer, { ...nothing, scopes: ["agents:promote"] }), [
    "agents:promote",
  ]);
  assert.ok(rightsBeyond(developer, { ...nothing, roles: ["admin"] }).includes("keys:read"));
});

test("a key of a person who reaches only their own objects does not reach those of others", () => {
  const member = user({ roles: ["member"] });
  assert.deepEqual(rightsBeyond(member, { ...nothing, roles: ["member"] }), []);
  // A scope of a service reaches all objects of the tenant.
  assert.deepEqual(rightsBeyond(member, { ...nothing, scopes: ["conversations:read"] }), [
    "conversations:read",
  ]);
});

test("a credential for one object cannot give anything", () => {
  const bound = { kind: "conversation" as const, id: "conversation_1" };
  const session = user({ kind: "SESSION", roles: ["admin"], bound });
  assert.ok(rightsBeyond(session, { ...nothing, roles: ["viewer"] }).length > 0);
});
