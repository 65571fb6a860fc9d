import assert from "node:assert/strict";
import { after, test } from "node:test";
import { SchemaChecks } from "../../validation/schema-checks.ts";
import { checkArguments } from "./check-arguments.ts";

const threads = new SchemaChecks(assert.ifError);
after(() => threads.close());
const checks = threads.of("acme");
const check = (given: unknown, args: unknown) => checkArguments(checks, given, args);

const schema = {
  type: "object",
  properties: { symbol: { type: "string" } },
  required: ["symbol"],
  additionalProperties: false,
};

test("valid arguments are accepted with schemas of either draft", async () => {
  for (
    const $schema of [
      "https://json-schema.org/draft/2020-12/schema",
      "http://json-schema.org/draft-07/schema#",
    ]
  ) {
    assert.deepEqual(await check({ $schema, ...schema }, { symbol: "NVDA" }), []);
  }
});

test("every fault is named", async () => {
  const [fault = ""] = await check(schema, { symbol: 1, more: true });
  assert.match(fault, /symbol must be string/);
  assert.match(fault, /additional properties/);
});

test("a schema that cannot be read accepts nothing", async () => {
  assert.equal((await check({ type: "nonsense" }, {})).length, 1);
  assert.equal((await check(undefined, {})).length, 1);
});

test("schemas of two servers with the same $id are kept apart", async () => {
  const $id = "https://x.test/args";
  assert.equal((await check({ $id, type: "object" }, {})).length, 0);
  assert.equal((await check({ $id, ...schema }, {})).length, 1);
});

test("a pattern that does not terminate refuses the arguments after a time limit", async () => {
  const hostile = { type: "object", properties: { note: { pattern: "^(?=(\\w+\\s?)*$)" } } };
  const [fault = ""] = await check(hostile, { note: "a".repeat(60) + "!" });
  assert.match(fault, /takes too long/);
});
