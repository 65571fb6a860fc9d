import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildSchema } from "graphql";
import { generatedFiles } from "./files.ts";
import { generateDocuments } from "./generate.ts";

const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");
const schema = buildSchema("type Query { price(symbol: String!): Float } scalar Date");

test("the generated documents are current; `deno task documents` writes them", async () => {
  for (const [path, text] of await generatedFiles(root)) {
    assert.equal(await Deno.readTextFile(`${root}/${path}`), text, path);
  }
});

test("an operation becomes a string with the types of its result and variables", async () => {
  const text = await generateDocuments(
    schema,
    "cli/x/prices.graphql",
    "query Price($symbol: String!) { price(symbol: $symbol) }",
  );
  assert.match(text, /export type PriceQuery = \{ price: number \| null \};/);
  assert.match(text, /import type \{ Typed \} from "..\/..\/clients\/client\/document.ts";/);
  assert.match(text, /export const price = "query Price.*" as string & Typed<PriceQuery, /);
});

test("a document that does not fit the schema is refused with its path", async () => {
  const wrong = generateDocuments(schema, "cli/x.graphql", "query A { prise }");
  await assert.rejects(wrong, /^Error: cli\/x\.graphql: Cannot query field "prise"/);
});
