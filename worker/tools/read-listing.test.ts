import assert from "node:assert/strict";
import { test } from "node:test";
import { readPrompts, readTools } from "./read-listing.ts";

const terms = { server: "odd", allowed: null, trusted: true };
const schema = { type: "object" };
const good = { name: "good", inputSchema: schema };
const listed = (...tools: unknown[]) => readTools([good, ...tools], terms);

test("an unusable tool is omitted and reported with its reason, the others are listed", () => {
  const bad: [unknown, RegExp][] = [
    [{ name: "a", inputSchema: {} }, /type "object"/],
    [{ name: "a", inputSchema: { type: "string" } }, /type "object"/],
    [{ name: "a" }, /not an object/],
    [{ name: "a", inputSchema: { ...schema, x: "y".repeat(200_001) } }, /longer than 200000/],
    [{ name: "a".repeat(201), inputSchema: schema }, /its name is longer/],
    [{ name: "a\ufffd", inputSchema: schema }, /cannot be sent/],
    [{ name: "a", inputSchema: { ...schema, properties: 5 } }, /are not an object/],
    [{ name: "a", inputSchema: { ...schema, required: "b" } }, /not a list of names/],
    [{ name: "", inputSchema: schema }, /no name/],
    [null, /no name/],
    ["a", /no name/],
  ];
  for (const [tool, reason] of bad) {
    const { tools, problems } = listed(tool);
    assert.deepEqual(tools.map((t) => t.name), ["good"]);
    assert.match(problems[0]?.message ?? "", reason);
    assert.equal(problems[0]?.usable, false);
  }
});

test("invalid optional fields are dropped, and a schema without a type is the schema of an object", () => {
  const anyOf = [{ type: "object" }, { type: "object" }];
  const fields = { title: null, description: 7, annotations: null, outputSchema: { $id: "x" } };
  const { tools, problems } = listed({ name: "a", inputSchema: { anyOf }, ...fields });
  assert.deepEqual(tools[1]?.inputSchema, { type: "object", anyOf });
  assert.deepEqual([tools[1]?.title, tools[1]?.description, tools[1]?.outputSchema], [
    null,
    null,
    null,
  ]);
  assert.deepEqual(problems.map((p) => [p.name, p.usable]), [["a", true]]);
  assert.deepEqual(listed({ name: "b", inputSchema: schema, outputSchema: null }).problems, []);
});

test("a description is cut if it would fill the model's context", () => {
  const { tools, problems } = listed({
    ...{ name: "a", description: "d".repeat(1_000_000), inputSchema: schema },
  });
  assert.equal(tools[1]?.description?.length, 20_000);
  assert.deepEqual(problems.map((p) => [p.name, p.usable]), [["a", true]]);
});

test("the first of two tools with the same name counts, and equal repetitions are no problem", () => {
  const other = { name: "good", description: "another", inputSchema: schema };
  const { tools, problems } = listed(good, other);
  assert.deepEqual(tools.map((t) => t.description), [null]);
  assert.deepEqual(problems.map((p) => p.name), ["good"]);
});

test("of two tools with the same name at the model only one is offered", () => {
  const { tools, problems } = listed(
    { name: "a.b", inputSchema: schema },
    { name: "a_b_108bf50c", inputSchema: schema },
  );
  assert.deepEqual(tools.map((t) => t.name), ["good", "a.b"]);
  assert.match(problems[0]?.message ?? "", /same name as a\.b/);
});

test("annotations count only for a trusted server", () => {
  const tool = { ...good, annotations: { readOnlyHint: true, idempotentHint: true } };
  const flags = (trusted: boolean) =>
    readTools([tool], { ...terms, trusted }).tools.map((t) => [t.readOnly, t.idempotent]);
  assert.deepEqual([flags(true), flags(false)], [[[true, true]], [[false, false]]]);
});

test("prompts are validated in the same way", () => {
  const { prompts, problems } = readPrompts([
    { name: "a", arguments: [{ name: "x", required: true }, { name: "y", description: null }] },
    { name: "b", arguments: "x" },
  ]);
  assert.deepEqual(prompts.map((p) => p.arguments.map((a) => [a.name, a.required])), [
    [["x", true], ["y", false]],
  ]);
  assert.match(problems[0]?.message ?? "", /not a list/);
});
