import assert from "node:assert/strict";
import { after, test } from "node:test";
import { roles } from "../../protocol/auth/roles.ts";
import { scopes } from "../../protocol/auth/scopes.ts";
import { schema } from "../../schema/mod.ts";
import { sharedIdentityStack } from "../support/identity.ts";
import { ask, isDenied } from "./roles/ask.ts";
import { kinds, operationOf, rootFields, rootPaths } from "./roles/operations.ts";
import {
  allApprovals,
  fieldsOfScope,
  inputsWithScope,
  rolesOfAllApprovals,
  rolesOfScope,
} from "./roles/specification.ts";

const t = await sharedIdentityStack("roles");
after(() => t[Symbol.asyncDispose]());
const url = t.stack.urls.graphql;

const scopeOf = new Map(
  Object.entries(fieldsOfScope).flatMap(([scope, fields]) =>
    fields.split(" ").map((field) => [field, scope] as const)
  ),
);
function isAllowed(role: string, scope: string): boolean {
  if (scope === "everyone") return true;
  const allowed = scope === allApprovals ? rolesOfAllApprovals : rolesOfScope[scope] ?? "";
  return allowed.split(" ").includes(role);
}

test("the table has each scope, and each root field of the schema once", () => {
  assert.deepEqual(Object.keys(rolesOfScope), [...scopes]);
  const listed = Object.values(fieldsOfScope).flatMap((fields) => fields.split(" "));
  assert.deepEqual(listed.toSorted(), rootPaths(schema).toSorted());
});

for (const [transport, send] of Object.entries(ask)) {
  for (const role of [...roles, "none"]) {
    test(`${transport}: a principal with the role ${role} may use what the table says, and nothing else`, async () => {
      const token = await t.tokenOf({ subject: `${role}-1`, roles: role === "none" ? [] : [role] });
      for (const kind of kinds) {
        const fields = rootFields(schema, kind);
        const groups = kind === "subscription" ? fields.map((field) => [field]) : [fields];
        for (const group of groups) {
          const result = await send(url, token, operationOf(kind, group));
          for (const { name } of group) {
            const path = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}.${name}`;
            const wanted = isAllowed(role, scopeOf.get(path) ?? "?");
            assert.equal(!isDenied(result, name), wanted, `${path}: ${JSON.stringify(result)}`);
          }
        }
      }
    });
  }
}

for (const { scope, field, input } of inputsWithScope) {
  test(`${field} with ${JSON.stringify(input)} needs ${scope}`, async () => {
    const mutation = rootFields(schema, "mutation").filter(({ name }) => name === field);
    const own = scopeOf.get(`Mutation.${field}`) ?? "?";
    for (const role of roles) {
      const token = await t.tokenOf({ subject: `${role}-1`, roles: [role] });
      const result = await ask.HTTP(url, token, operationOf("mutation", mutation, input));
      // Moving `stable` needs this scope alone; all others are needed besides that of the mutation.
      const wanted = isAllowed(role, scope) && (field === "setAgentAlias" || isAllowed(role, own));
      assert.equal(!isDenied(result, field), wanted, `${role}: ${JSON.stringify(result)}`);
    }
  });
}
