import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, validate } from "graphql";
import { schema } from "../../schema/mod.ts";
import { exampleTabs } from "./example-tabs.ts";

test("what GraphiQL opens with is valid", () => {
  for (const { query } of exampleTabs) assert.deepEqual(validate(schema, parse(query)), []);
});
