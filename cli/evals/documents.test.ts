import assert from "node:assert/strict";
import { test } from "node:test";
import { buildSchema, parse, validate } from "graphql";
import * as documents from "./documents.ts";

const text = Deno.readTextFileSync(new URL("../../schema/schema.graphql", import.meta.url));
const schema = buildSchema(text);

for (const [name, document] of Object.entries(documents)) {
  test(`the document ${name} of deno task evals fits the schema`, () => {
    const faults = validate(schema, parse(document)).map(({ message }) => message);
    assert.deepEqual(faults, []);
  });
}
