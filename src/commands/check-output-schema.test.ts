import assert from "node:assert/strict";
import { after, test } from "node:test";
import { SchemaChecks } from "../../validation/schema-checks.ts";
import { checkOutputSchema as checkBy } from "./check-output-schema.ts";

const threads = new SchemaChecks(assert.ifError);
after(() => threads.close());
const checks = threads.of("acme");
const checkOutputSchema = (schema: unknown) => checkBy(checks, schema);

const report = {
  type: "object",
  properties: { sections: { type: "array", items: { $ref: "#/$defs/section" } } },
  $defs: { section: { type: "object", properties: { text: { type: "string" } } } },
};

test("a schema that compiles has no fault, also the second time with the same $id", async () => {
  assert.deepEqual(await checkOutputSchema(report), []);
  const named = { ...report, $id: "https://example.com/report" };
  assert.deepEqual(await checkOutputSchema(named), []);
  assert.deepEqual(await checkOutputSchema({ ...named, properties: {} }), []);
});

test("a schema that does not compile, and a reference outside of it, are faults", async () => {
  assert.equal((await checkOutputSchema({ type: "objekt" })).length, 1);
  assert.equal((await checkOutputSchema({ type: "object", required: "a" })).length, 1);
  assert.equal((await checkOutputSchema({ type: "object", $ref: "#/$defs/none" })).length, 1);
  const [fault] = await checkOutputSchema({ type: "object", $ref: "https://example.com/x" });
  assert.match(fault ?? "", /inside the schema/);
});

test("a schema that is too large is refused before it is compiled; one that compiles too slowly, after a time limit", async () => {
  const large = { type: "object", properties: { a: { enum: Array(60_000).fill("abcdefghi") } } };
  const begun = performance.now();
  assert.match((await checkOutputSchema(large))[0] ?? "", /at most \d+ values/);
  assert.ok(performance.now() - begun < 1_000);
  const hurried = new SchemaChecks(assert.ifError, { compileMs: 1 });
  const names = Array.from({ length: 400 }, (_, i) => [`p${i}`, { type: "string", minLength: i }]);
  const long = { type: "object", properties: Object.fromEntries(names) };
  assert.match((await checkBy(hurried.of("acme"), long))[0] ?? "", /takes too long/);
  await hurried.close();
});
