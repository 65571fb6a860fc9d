import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import config, { scalars } from "./codegen.ts";

const schema = await readFile(new URL("../../schema/schema.graphql", import.meta.url), "utf8");

test("every scalar of the schema has a JSON type", () => {
  const own = [...schema.matchAll(/^scalar (\w+)/gm)].map(([, name = ""]) => name);
  assert.ok(own.length > 0);
  assert.deepEqual(own.filter((name) => !(name in scalars)), []);
});

test("generated files import with extensions, for Node and Deno", () => {
  const [output] = Object.values(config.generates);
  assert.equal(output?.config.importExtension, ".ts");
});
