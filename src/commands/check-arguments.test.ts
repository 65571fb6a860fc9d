import assert from "node:assert/strict";
import { after, test } from "node:test";
import { SchemaChecks } from "../../validation/schema-checks.ts";
import { checkArguments } from "./check-arguments.ts";

const checks = new SchemaChecks(assert.ifError);
after(() => checks.close());
const check = (given: unknown, args: unknown) => checkArguments(checks, given, args);

const schema = {
  type: "object",
  properties: { symbol: { type: "string" } },
  required: ["symbol"],
  additionalProperties: false,
};

test("arguments that fit are let through, whichever draft the schema is of", async () => {
  for (
    const $schema of [
      "https://json-schema.org/draft/2020-12/schema",
      "http://json-schema.org/draft-07/schema#",
    ]
  ) {
    assert.deepEqual(await check({ $schema, ...schema }, { symbol: "NVDA" }), []);
  }
});

test("all that does not fit is named", async () => {
  const [fault = ""] = await check(schema, { symbol: 1, more: true });
  assert.match(fault, /symbol must be string/);
  assert.match(fault, /additional properties/);
});

test("a schema that cannot be read lets nothing through", async () => {
  assert.equal((await check({ type: "nonsense" }, {})).length, 1);
  assert.equal((await check(undefined, {})).length, 1);
});

test("two servers' schemas under one name are not taken for each other", async () => {
  const $id = "https://x.test/args";
  assert.equal((await check({ $id, type: "object" }, {})).length, 0);
  assert.equal((await check({ $id, ...schema }, {})).length, 1);
});

test("a server's pattern that takes for ever refuses the arguments after its time", async () => {
  const hostile = { type: "object", properties: { note: { pattern: "^(?=(\\w+\\s?)*$)" } } };
  const [fault = ""] = await check(hostile, { note: "a".repeat(60) + "!" });
  assert.match(fault, /takes too long/);
});
