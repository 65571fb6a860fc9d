/** Writes `.env.example` and the tables of variables in docs/operations.md; `deno task variables`. */
import { repositoryRoot } from "../cli/stack/paths.ts";
import { envExample } from "./config/env-example.ts";
import { withVariableTables } from "./config/variable-tables.ts";

const document = `${repositoryRoot}/docs/operations.md`;
await Deno.writeTextFile(`${repositoryRoot}/.env.example`, envExample());
await Deno.writeTextFile(document, withVariableTables(await Deno.readTextFile(document)));
