import assert from "node:assert/strict";
import { test } from "node:test";
import { buildSchema, parse, validate } from "graphql";
import * as documents from "./documents.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFileSync(new URL(path, root));
const schema = buildSchema(read("schema/schema.graphql"));
const faults = (text: string) => validate(schema, parse(text)).map(({ message }) => message);

for (const [name, text] of Object.entries(documents)) {
  test(`the demo's document ${name} fits the schema`, () => {
    assert.deepEqual(faults(text), []);
  });
}

test("the document of the client's README fits the schema", () => {
  const [, text = ""] = /const query = `([^`]+)`/.exec(read("clients/typescript/README.md")) ?? [];
  assert.match(text, /conversationEvents/);
  assert.deepEqual(faults(text), []);
});
