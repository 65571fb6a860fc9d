import assert from "node:assert/strict";
import { test } from "node:test";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/client/validators/ajv";
import { schema } from "../../schema/mod.ts";
import { agentFileSchema, printedAgentFileSchema } from "./input-schema.ts";
import { readAgentFiles } from "./agent-files.ts";

const folder = new URL("../../agents/", import.meta.url).pathname;

test("agents/schema.json is current; `deno task schema` writes it", async () => {
  const committed = await Deno.readTextFile(`${folder}schema.json`);
  assert.equal(committed, printedAgentFileSchema(schema));
});

const check = new AjvJsonSchemaValidator().getValidator(agentFileSchema(schema) as never);

test("every file of agents/ fits the schema", async () => {
  const files = await readAgentFiles(folder);
  assert.ok(files.length > 0);
  for (const { path, input } of files) {
    assert.deepEqual([path, check(input).errorMessage], [path, undefined]);
  }
});

test("a file without a model, with an unknown field or with two kinds of instructions does not", () => {
  const good = { name: "a", model: "m", instructions: { text: "x" } };
  assert.ok(check(good).valid);
  const { model: _, ...modelless } = good;
  assert.ok(!check(modelless).valid);
  assert.ok(!check({ ...good, instruction: "x" }).valid);
  const prompt = { server: "s", name: "n" };
  assert.ok(!check({ ...good, instructions: { text: "x", prompt } }).valid);
});
