import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { parse, validate } from "graphql";
import { limits } from "../protocol/limits.ts";
import { operationCost } from "./cost.ts";
import { schema } from "./mod.ts";

function costOf(source: string, variableValues: Record<string, unknown> = {}): number {
  const document = parse(source);
  assert.deepEqual(validate(schema, document), []);
  return operationCost({ schema, document, variableValues }).cost;
}

test("a page of 50 entries and 50 turns with their steps costs at most 6,000 points", async () => {
  const page = await readFile(
    new URL("../tests/documents/conversation-page.graphql", import.meta.url),
    "utf8",
  );
  const cost = costOf(page, { id: "conversation_1" });
  assert.ok(cost > 4_000 && cost <= 6_000, `${cost}`);
});

test("of fragments on several types the costliest counts, since an object has one type", () => {
  const of = (fragments: string) => costOf(`{ node(id: "x") { ${fragments} } }`);
  const message = "... on Message { text author { number } }";
  const call = "... on ToolCall { output result }";
  assert.equal(of(`${message} ${call}`), Math.max(of(message), of(call)));
  assert.ok(of(`${call} ... on Entry { turn { id } }`) > of(call), "an entry can be both");
  const inside = `... on Entry { ... on Message { text } ... on ToolCall { output } }`;
  assert.equal(of(inside), of("... on ToolCall { output }"));
});

test("an own query costs more than an object, an object more than its parts and values", () => {
  const of = (field: string) =>
    costOf(`{ conversations(first: 50) { nodes { ${field} } } }`) -
    costOf("{ conversations(first: 50) { nodes { __typename } } }");
  assert.ok(of("entries(first: 1) { nodes { id } }") > 5 * of("agentVersion { id }"));
  assert.ok(of("agentVersion { id }") > 2 * of("budget { tokens }"));
  assert.ok(of("budget { tokens }") > 2 * of("closedAt"));
});

const letters = Array.from({ length: 50 }, (_, i) => `a${i}`);
const hostile: Record<string, string> = {
  "nested pages":
    `{ conversations(first: 250) { nodes { entries(first: 250) { nodes { id } } } } }`,
  "a query for each row, many times": `{ conversations(first: 250) { nodes {
    ${letters.map((a) => `${a}: entries(first: 1) { nodes { __typename } }`).join(" ")} } } }`,
  "the same texts many times": `{ conversation(id: "x") { entries(first: 250) { nodes {
    ... on Message { ${letters.map((a) => `${a}: text`).join(" ")} } } } } }`,
  "the same results many times": `{ conversation(id: "x") { entries(first: 250) { nodes {
    ... on ToolCall { ${letters.map((a) => `${a}: output`).join(" ")} } } } } }`,
  "small values of steps, many times": `{ conversation(id: "x") { turns(first: 250) { nodes {
    steps { ${letters.map((a) => `${a}: status`).join(" ")} } ${
    letters.slice(0, 9).map((a) => `${a}: steps { turn { conversation { agentVersion { id } } } }`)
      .join(" ")
  } } } } }`,
  "turns of entries of turns": `{ conversation(id: "x") { entries(first: 250) { nodes {
    turn { steps { turn { steps { turn { steps { id } } } } } } } } } }`,
};

for (const [name, source] of Object.entries(hostile)) {
  test(`${name} are too costly`, () => {
    const cost = costOf(source);
    assert.ok(cost > limits.operationCost, `${cost}`);
  });
}
