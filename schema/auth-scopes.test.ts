import assert from "node:assert/strict";
import { test } from "node:test";
import { buildSchema, getNamedType } from "graphql";
import type { Scope } from "../protocol/auth/scopes.ts";
import { enclosedTypes, forEveryone, isCarrier, openFields, openTypes } from "./field-access.ts";
import { schema } from "./mod.ts";
import { allFields, fieldsWithScopes, rootsWithoutScope } from "./needed-scopes.ts";

const roots = ["Query", "Mutation", "Subscription"];
const typeOf = (path: string) => path.split(".")[0] ?? "";
const stated = fieldsWithScopes(schema);
const scopeOf = (path: string) => JSON.stringify(stated.get(path) ?? null);

test("every query, mutation and subscription states who may use it", () => {
  assert.deepEqual(rootsWithoutScope(schema), []);
});

test("a root field without a scope is found", () => {
  assert.deepEqual(rootsWithoutScope(buildSchema("type Query { open: Int }")), ["Query.open"]);
});

test("only these root fields are for every principal", () => {
  const open = [...stated].filter(([, scopes]) => JSON.stringify(scopes)?.includes("everyone"));
  assert.deepEqual(open.map(([path]) => path).sort(), forEveryone);
});

test("every type is open, enclosed, or names its fields without a scope", () => {
  const known = new Set([...openTypes, ...Object.keys({ ...enclosedTypes, ...openFields })]);
  const types = new Set(allFields(schema).map(([path]) => typeOf(path)));
  const unknown = [...types].filter((type) => !roots.includes(type) && !isCarrier(type))
    .filter((type) => !known.has(type));
  assert.deepEqual(unknown, [], "Add these types to schema/field-access.ts.");
  assert.deepEqual([...known].filter((type) => !types.has(type)), [], "There are no such types.");
});

test("a field of a type with scopes states one, unless it is listed as open", () => {
  for (const [type, open] of Object.entries(openFields)) {
    const fields = allFields(schema).filter(([path]) => typeOf(path) === type);
    const without = fields.filter(([path]) => !stated.has(path)).map(([, { name }]) => name);
    assert.deepEqual(without.sort(), open.split(" ").filter(Boolean), type);
  }
  for (const type of [...openTypes, ...Object.keys(enclosedTypes)]) {
    const own = [...stated.keys()].filter((path) => typeOf(path) === type);
    assert.deepEqual(own, [], `${type} has fields with scopes: list it in openFields.`);
  }
});

test("only fields with its scope, and types that are enclosed as well, lead to an enclosed type", () => {
  for (const [type, scopes] of Object.entries(enclosedTypes)) {
    for (const [path, field] of allFields(schema)) {
      const named = getNamedType(field.type).name;
      if (named !== type && named !== `${type}Connection`) continue;
      if (isCarrier(typeOf(path)) || isWithin(typeOf(path), scopes)) continue;
      assert.ok(scopes.some((scope) => scopeOf(path).includes(`"${scope}"`)), `${path}: ${type}`);
    }
  }
});

/** McpServer is not in the list of enclosed types, since it has a field with another scope. */
function isWithin(parent: string, scopes: readonly Scope[]): boolean {
  const around = parent === "McpServer" ? ["servers:read" as const] : enclosedTypes[parent] ?? [];
  return around.length > 0 && around.every((scope) => scopes.includes(scope));
}

test("a field with a scope can be null, and says so", () => {
  for (const [path, field] of allFields(schema)) {
    const scopes = /"(?:can|detailOf)":"([^"]+)"/.exec(scopeOf(path));
    if (!scopes || typeOf(path) === "Mutation" || typeOf(path) === "Subscription") continue;
    assert.ok(!String(field.type).endsWith("!"), `${path} cannot be null`);
    const scope = scopes[0].includes("detailOf") ? "conversations:read:detail" : scopes[1];
    assert.ok(field.description?.includes(`\`${scope}\``), `${path} does not name ${scope}`);
  }
});
