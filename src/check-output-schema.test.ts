import assert from "node:assert/strict";
import { test } from "node:test";
import { checkOutputSchema } from "./check-output-schema.ts";

const report = {
  type: "object",
  properties: { sections: { type: "array", items: { $ref: "#/$defs/section" } } },
  $defs: { section: { type: "object", properties: { text: { type: "string" } } } },
};

test("a schema that compiles has no fault, also the second time with the same $id", () => {
  assert.deepEqual(checkOutputSchema(report), []);
  const named = { ...report, $id: "https://example.com/report" };
  assert.deepEqual(checkOutputSchema(named), []);
  assert.deepEqual(checkOutputSchema({ ...named, properties: {} }), []);
});

test("a schema that does not compile, and a reference to elsewhere, are faults", () => {
  assert.equal(checkOutputSchema({ type: "objekt" }).length, 1);
  assert.equal(checkOutputSchema({ type: "object", required: "a" }).length, 1);
  assert.equal(checkOutputSchema({ type: "object", $ref: "#/$defs/none" }).length, 1);
  const [fault] = checkOutputSchema({ type: "object", $ref: "https://example.com/x" });
  assert.match(fault ?? "", /inside the schema/);
});
