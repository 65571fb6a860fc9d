import assert from "node:assert/strict";
import { test } from "node:test";
import { startVariables } from "../../cli/config/config.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { envExample } from "./env-example.ts";
import { withRoleTable } from "./role-table.ts";
import { withVariableTables } from "./variable-tables.ts";

const read = (path: string) => Deno.readTextFile(`${repositoryRoot}/${path}`);

test(".env.example names exactly the variables that a start reads; `deno task variables` writes it", async () => {
  const text = await read(".env.example");
  const named = [...text.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);
  assert.deepEqual(named.toSorted(), [...startVariables].toSorted());
  assert.equal(text, envExample());
});

test("the tables of docs/operations.md are current; `deno task variables` writes them", async () => {
  const text = await read("docs/operations.md");
  assert.equal(text, withVariableTables(text));
});

test("the table of roles in docs/authentication.md is current; `deno task variables` writes it", async () => {
  const text = await read("docs/authentication.md");
  assert.equal(text, withRoleTable(text));
});
