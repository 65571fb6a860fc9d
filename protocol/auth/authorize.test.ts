import assert from "node:assert/strict";
import { test } from "node:test";
import { authorize, type Resource } from "./authorize.ts";
import { grantsOf, localPrincipal, type Principal, visibilityKey } from "./principal.ts";
import { type Role, roles } from "./roles.ts";
import { type Scope, scopes } from "./scopes.ts";

const user = (over: Partial<Principal> = {}): Principal => ({
  ...localPrincipal,
  ...{ tenant: "acme", kind: "USER", subject: "ada", roles: [], ...over },
});
const as = (...roles: Role[]) => user({ roles });
const resource = (over: Partial<Resource> = {}): Resource => ({
  tenant: "acme",
  places: [{ kind: "conversation", id: "conversation_1" }, { kind: "agent", id: "analyst" }],
  owner: "ben",
  ...{ readers: [], writers: [], isDeciding: false, ...over },
});
const own = resource({ owner: "ada" });
const foreign = resource();

test("without a role or scope nothing is allowed", () => {
  for (const scope of scopes) assert.equal(authorize(user(), scope), false, scope);
});

test("another tenant's object is out of reach of every role, and of the owner of the machine", () => {
  const elsewhere = resource({ tenant: "other", owner: "ada", readers: ["ada"], writers: ["ada"] });
  for (const scope of scopes) {
    for (const role of roles) assert.equal(authorize(as(role), scope, elsewhere, "why"), false);
    assert.equal(authorize(localPrincipal, scope, elsewhere), false);
  }
});

test("a member reads and writes its own conversations and those of the tenant, not those of others", () => {
  const member = as("member");
  for (const scope of ["conversations:read", "conversations:write"] as const) {
    assert.equal(authorize(member, scope, own), true);
    assert.equal(authorize(member, scope, resource({ owner: null })), true);
    assert.equal(authorize(member, scope, foreign), false);
  }
});

test("who a conversation is shared with reads it, writes only with WRITE, and does not share it on", () => {
  const member = user({ roles: ["member"], groups: ["risk"] });
  const read = resource({ readers: ["group:risk"] });
  const write = resource({ writers: ["ada"] });
  assert.equal(authorize(member, "conversations:read", read), true);
  assert.equal(authorize(member, "conversations:write", read), false);
  assert.equal(authorize(member, "conversations:read", write), true);
  assert.equal(authorize(member, "conversations:write", write), true);
  assert.equal(authorize(member, "conversations:share", write), false);
});

test("operators and administrators read what is not their own only with a reason", () => {
  for (const role of ["operator", "admin"] as const) {
    assert.equal(authorize(as(role), "conversations:read", foreign), false);
    assert.equal(authorize(as(role), "conversations:read", foreign, "ticket 7"), true);
  }
  assert.equal(authorize(as("member"), "conversations:read", foreign, "ticket 7"), false);
});

test("an approver reads conversations while an approval in them is pending", () => {
  const approver = as("approver");
  assert.equal(authorize(approver, "conversations:read", foreign), false);
  assert.equal(authorize(approver, "conversations:read", resource({ isDeciding: true })), true);
  assert.equal(authorize(approver, "conversations:write", resource({ isDeciding: true })), false);
});

test("who is an operator and an approver reads what is to be decided without a reason, and all with one", () => {
  for (const both of [as("operator", "approver"), as("approver", "admin")]) {
    const read = (of: Resource, reason?: string) =>
      authorize(both, "conversations:read", of, reason);
    assert.equal(read(resource({ isDeciding: true })), true);
    assert.equal(read(foreign), false);
    assert.equal(read(foreign, "ticket 7"), true);
  }
});

test("a session token reaches the object that it names and nothing else", () => {
  const session = user({
    kind: "SESSION",
    scopes: ["conversations:read"],
    bound: { kind: "conversation", id: "conversation_1" },
  });
  assert.equal(authorize(session, "conversations:read", foreign), true);
  assert.equal(authorize(session, "conversations:write", foreign), false);
  const places = [{ kind: "conversation" as const, id: "conversation_2" }];
  assert.equal(authorize(session, "conversations:read", resource({ places })), false);
});

test("a session token for an agent reaches its subject's own conversations with it", () => {
  const bound = { kind: "agent" as const, id: "analyst" };
  const session = user({ kind: "SESSION", scopes: ["conversations:read"], bound });
  assert.equal(authorize(session, "conversations:read", own), true);
  for (const owner of ["ben", null]) {
    assert.equal(authorize(session, "conversations:read", resource({ owner })), false);
  }
  assert.equal(authorize(session, "conversations:read", { ...own, places: [] }), false);
});

test("scopes of a service reach the tenant, those of a person its own objects", () => {
  const scopesOf: Scope[] = ["conversations:read"];
  assert.equal(authorize(user({ scopes: scopesOf }), "conversations:read", foreign), false);
  const service = user({ kind: "SERVICE", scopes: scopesOf });
  assert.equal(authorize(service, "conversations:read", foreign), true);
});

test("the owner of the machine may do everything, without a reason", () => {
  for (const scope of scopes) assert.equal(grantsOf(localPrincipal)[scope], "all", scope);
});

test("those who see the whole tenant with the same scopes share a key, others have their own", () => {
  const key = (p: Principal, reason: string | null = null) => visibilityKey(p, reason);
  assert.equal(key(as("viewer")), key({ ...as("viewer"), subject: "ben" }));
  assert.notEqual(key(as("member")), key({ ...as("member"), subject: "ben" }));
  assert.notEqual(key(as("viewer")), key({ ...as("viewer"), tenant: "other" }));
  assert.notEqual(key(as("admin")), key(as("admin"), "ticket 7"));
});
