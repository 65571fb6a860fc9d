import assert from "node:assert/strict";
import { test } from "node:test";
import { checkArguments } from "./check-arguments.ts";

const schema = {
  type: "object",
  properties: { symbol: { type: "string" } },
  required: ["symbol"],
  additionalProperties: false,
};

test("arguments that fit are let through, whichever draft the schema is of", () => {
  for (
    const $schema of [
      "https://json-schema.org/draft/2020-12/schema",
      "http://json-schema.org/draft-07/schema#",
    ]
  ) {
    assert.deepEqual(checkArguments({ $schema, ...schema }, { symbol: "NVDA" }), []);
  }
});

test("all that does not fit is told", () => {
  const [told = ""] = checkArguments(schema, { symbol: 1, more: true });
  assert.match(told, /symbol must be string/);
  assert.match(told, /additional properties/);
});

test("a schema that cannot be read lets nothing through", () => {
  assert.equal(checkArguments({ type: "nonsense" }, {}).length, 1);
  assert.equal(checkArguments(undefined, {}).length, 1);
});

test("two servers' schemas under one name are not taken for each other", () => {
  const $id = "https://x.test/args";
  assert.equal(checkArguments({ $id, type: "object" }, {}).length, 0);
  assert.equal(checkArguments({ $id, ...schema }, {}).length, 1);
});
