import assert from "node:assert/strict";
import { test } from "node:test";
import type { Resource } from "../../../protocol/auth/authorize.ts";
import { localPrincipal, type Principal } from "../../../protocol/auth/principal.ts";
import type { Scope } from "../../../protocol/auth/scopes.ts";
import { isKnownTo, scopesBeyond } from "./mint-faults.ts";

const service = (...scopes: Scope[]): Principal => ({
  ...localPrincipal,
  ...{ tenant: "acme", kind: "SERVICE", subject: "key:1", roles: [], scopes },
});
const resource: Resource = {
  tenant: "acme",
  places: [{ kind: "conversation", id: "conversation_1" }],
  ...{ owner: "ada", readers: [], writers: [], isDeciding: false },
};
const read: Scope[] = ["conversations:read"];

test("a service hands on the scopes that it has, and no others", () => {
  const minter = service("tokens:mint", "conversations:read");
  const wanted = { subject: "ada", scopes: [...read, "conversations:write" as const] };
  assert.deepEqual(scopesBeyond(minter, wanted, resource), ["conversations:write"]);
  assert.deepEqual(scopesBeyond(minter, wanted, null), ["conversations:write"]);
});

test("no one hands on an object of another tenant", () => {
  const elsewhere = { ...resource, tenant: "other" };
  const minter = service("tokens:mint", "conversations:read");
  assert.deepEqual(scopesBeyond(minter, { subject: "ada", scopes: read }, elsewhere), read);
});

test("a person hands on only its own objects, and its own conversations with an agent", () => {
  const minter: Principal = { ...service("tokens:mint", "conversations:read"), kind: "USER" };
  const wanted = { subject: "ada", scopes: read };
  assert.deepEqual(scopesBeyond(minter, wanted, resource), read);
  assert.deepEqual(scopesBeyond({ ...minter, subject: "ada" }, wanted, resource), []);
  assert.deepEqual(scopesBeyond(minter, wanted, null), read);
  assert.deepEqual(scopesBeyond({ ...minter, subject: "ada" }, wanted, null), []);
});

test("the reason of an administrator is not handed on: the token would read without one", () => {
  const admin: Principal = { ...service(), kind: "USER", roles: ["admin"] };
  assert.deepEqual(scopesBeyond(admin, { subject: "ada", scopes: read }, resource), read);
});

test("a person does not learn that a foreign object exists, a service that reaches the tenant may", () => {
  const person: Principal = { ...service("tokens:mint"), kind: "USER", roles: ["member"] };
  assert.equal(isKnownTo({ ...person, subject: "eve" }, resource), false);
  assert.equal(isKnownTo({ ...person, subject: "ada" }, resource), true);
  assert.equal(isKnownTo(service("tokens:mint"), resource), true);
  assert.equal(isKnownTo(service("tokens:mint"), { ...resource, tenant: "other" }), false);
});
