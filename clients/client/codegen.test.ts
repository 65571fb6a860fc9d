import assert from "node:assert/strict";
import { test } from "node:test";
import { codegenFor } from "./codegen.ts";

const paths = { schema: "schema.graphql", documents: ["src/*.graphql"], into: "src/generated/" };
const configOf = (more: Partial<Parameters<typeof codegenFor>[0]>) =>
  codegenFor({ ...paths, ...more }).generates["src/generated/"]?.config;

test("generated files import with extensions, for Node and Deno", () => {
  assert.equal(configOf({})?.importExtension, ".ts");
});

test("documents have the form that the library takes, unless another one is named", () => {
  const form = (more: Parameters<typeof configOf>[0]) => configOf(more)?.documentMode;
  assert.equal(form({}), "string");
  assert.equal(form({ library: "urql" }), "documentNode");
  assert.equal(form({ library: "apollo" }), "documentNode");
  assert.equal(form({ library: "apollo", documentMode: "string" }), "string");
});
