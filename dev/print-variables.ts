/** Writes `.env.example`, the tables of variables in docs/operations.md, and that of roles; `deno task variables`. */
import { repositoryRoot } from "../cli/stack/paths.ts";
import { envExample } from "./config/env-example.ts";
import { withRoleTable } from "./config/role-table.ts";
import { withVariableTables } from "./config/variable-tables.ts";

const document = `${repositoryRoot}/docs/operations.md`;
await Deno.writeTextFile(`${repositoryRoot}/.env.example`, envExample());
await Deno.writeTextFile(document, withVariableTables(await Deno.readTextFile(document)));
const roles = `${repositoryRoot}/docs/authentication.md`;
await Deno.writeTextFile(roles, withRoleTable(await Deno.readTextFile(roles)));
