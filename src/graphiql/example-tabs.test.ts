import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, validate } from "graphql";
import { schema } from "../../schema/mod.ts";
import { exampleTabs } from "./example-tabs.ts";

test("the initial tabs of GraphiQL are valid", () => {
  for (const { query } of exampleTabs) assert.deepEqual(validate(schema, parse(query)), []);
});

test("comments fit into the editor of a window 1,280 pixels wide", () => {
  const lines = exampleTabs.flatMap(({ query }) => query.split("\n"));
  assert.deepEqual(lines.filter((line) => line.startsWith("#") && line.length > 50), []);
});

test("each tab is named by its operation, as in the README", () => {
  const names = exampleTabs.map(({ query }) => operationName(query));
  assert.deepEqual(names, ["Register", "Start", "Watch", "Send", "Inbox", "Approve"]);
});

function operationName(query: string): string | undefined {
  const [operation] = parse(query).definitions;
  return operation?.kind === "OperationDefinition" ? operation.name?.value : undefined;
}
