import assert from "node:assert/strict";
import { test } from "node:test";
import {
  guardrailIssues,
  handoffIssues,
  outputFields,
  type OutputInput,
  outputSchemaIssues,
} from "./output-input.ts";

const input = (over: Partial<OutputInput>): OutputInput => ({ name: "a", tools: [], ...over });
const paths = (issues: { path: string[] }[]) => issues.map((i) => i.path.join("."));

test("hand-offs to itself, to the same agent twice and to invalid names have issues with their index", () => {
  assert.deepEqual(handoffIssues(input({})), []);
  assert.deepEqual(
    paths(handoffIssues(input({ handoffs: ["b", "a", "b", "B C"] }))),
    ["handoffs.1", "handoffs.2", "handoffs.3"],
  );
});

test("an output schema must describe an object, and excludes Mistral's web search", () => {
  const outputSchema = { type: "object" };
  const search = { server: "mistral", name: "web_search_premium" };
  const code = { server: "mistral", name: "code_interpreter" };
  assert.deepEqual(outputSchemaIssues(input({ outputSchema, tools: [code] })), []);
  const [why, ...more] = outputSchemaIssues(input({ outputSchema, tools: [code, search] }));
  assert.match(why?.message ?? "", /web search/);
  assert.equal(more.length, 0);
  for (const wrong of [true, [], "x", {}, { type: "array" }]) {
    assert.deepEqual(paths(outputSchemaIssues(input({ outputSchema: wrong }))), ["outputSchema"]);
  }
});

test("guardrails must be a list of settings", () => {
  assert.deepEqual(guardrailIssues([{ block_on_error: true }]), []);
  for (const wrong of [{}, [], "x", [1]]) {
    assert.deepEqual(paths(guardrailIssues(wrong)), ["guardrails"]);
  }
});

test("empty fields are omitted from the command", () => {
  assert.deepEqual(outputFields(input({ handoffs: [], outputSchema: null })), {});
  assert.deepEqual(outputFields(input({ handoffs: ["b"], guardrails: [{}] })), {
    handoffs: ["b"],
    guardrails: [{}],
  });
});
