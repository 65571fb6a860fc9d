import assert from "node:assert/strict";
import { test } from "node:test";
import { argumentFields } from "./argument-fields.ts";
import { keyOf, originalText, readDraft } from "./argument-draft.ts";
import { placeFaults } from "./field-faults.ts";

const schema = {
  type: "object",
  properties: {
    symbol: { type: "string", description: "Ticker" },
    amount: { type: "number", title: "Amount in USD" },
    count: { anyOf: [{ type: "integer" }, { type: "null" }] },
    urgent: { type: ["boolean", "null"] },
    side: { enum: ["buy", "sell"] },
    day: { type: "string", format: "date" },
    legs: { type: "array", items: { type: "object" } },
  },
  required: ["symbol", "side"],
};
const args = { symbol: "NVDA", amount: 12.5, side: "sell", day: "2026-11-29", legs: [{ a: 1 }] };

const drafted = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [keyOf({ name }), text]));

test("flat properties of the schema have fields of their kind, the rest is JSON text", () => {
  const fields = argumentFields(schema, args);
  assert.deepEqual(fields.map(({ name, kind, isRequired }) => [name, kind, isRequired]), [
    ["symbol", "text", true],
    ["amount", "number", false],
    ["count", "integer", false],
    ["urgent", "boolean", false],
    ["side", "choice", true],
    ["day", "date", false],
    ["legs", "json", false],
  ]);
  assert.deepEqual(fields.slice(0, 2).map(({ label }) => label), ["symbol", "Amount in USD"]);
  assert.deepEqual(fields.map(originalText), [
    ...["NVDA", "12.5", "", "", "1", "2026-11-29", JSON.stringify([{ a: 1 }], null, 2)],
  ]);
});

test("arguments that the schema does not have, and values of another type, are JSON text", () => {
  const fields = argumentFields(schema, { symbol: 7, day: "tomorrow", more: null, count: 2 ** 60 });
  const kinds = new Map(fields.map(({ name, kind }) => [name, kind]));
  assert.deepEqual(["symbol", "day", "more", "count"].map((name) => kinds.get(name)), [
    ...["json", "json", "json", "json"],
  ]);
  assert.deepEqual(argumentFields(null, "text").map(({ name, kind }) => [name, kind]), [[
    null,
    "json",
  ]]);
});

test("a text with characters that hide or reorder others is JSON text, where they are seen", () => {
  const written = { symbol: "NV\u202eDA\r" };
  const [field] = argumentFields(schema, written);
  assert.equal(field?.kind, "json");
  assert.equal(field && originalText(field), '"NV\\u202eDA\\r"');
});

test("a long text has several lines", () => {
  const [field] = argumentFields({ properties: { a: { type: "string" } } }, { a: "one\ntwo" });
  assert.equal(field?.kind, "long");
});

test("an untouched form gives the arguments of the model, and is not changed", () => {
  assert.deepEqual(readDraft(argumentFields(schema, args), {}), {
    arguments: args,
    faults: {},
    isChanged: false,
  });
});

test("changed fields are read by their kind; an empty optional one leaves the argument out", () => {
  const draft = drafted({
    ...{ amount: "3", count: "4", urgent: "false", side: "0", day: "", legs: "[]" },
  });
  assert.deepEqual(readDraft(argumentFields(schema, args), draft), {
    arguments: { symbol: "NVDA", amount: 3, count: 4, urgent: false, side: "buy", legs: [] },
    faults: {},
    isChanged: true,
  });
});

test("texts that are no values are faults of their fields", () => {
  const draft = drafted({ amount: "much", count: "1.5", side: "", legs: "[" });
  const read = readDraft(argumentFields(schema, args), draft);
  assert.equal(read.arguments, null);
  assert.deepEqual(Object.keys(read.faults), ["/amount", "/count", "/side", "/legs"]);
  const whole = readDraft(argumentFields(null, "text"), { "": "[1]" });
  assert.deepEqual(whole.faults, { "": "Write a JSON object, such as {}." });
});

test("faults that the API found are at the fields that they name", () => {
  const message =
    "data/amount must be >= 1, data/legs/0/a must be string, data must have required property 'symbol', data must NOT have additional properties";
  assert.deepEqual(placeFaults(argumentFields(schema, args), [message, "Too slow."]), {
    byField: {
      "/amount": "The value must be >= 1",
      "/legs": "The value must be string",
      "/symbol": "A value is required.",
    },
    others: ["data must NOT have additional properties", "Too slow."],
  });
});

test("arguments with names that every object has are shown, kept and changed as any other", () => {
  const written = '{"__proto__":{"a":1},"constructor":"c","toString":1,"symbol":"NVDA"}';
  const names = ["constructor", "valueOf", "__proto__"];
  const properties = JSON.parse('{"constructor":{"type":"string"},"valueOf":{"type":"number"}}');
  const fields = argumentFields({ properties, required: names }, JSON.parse(written));
  const untouched = readDraft(fields, {});
  assert.deepEqual([untouched.isChanged, untouched.faults], [false, {}]);
  assert.equal(
    JSON.stringify(untouched.arguments),
    JSON.stringify(JSON.parse(
      '{"constructor":"c","__proto__":{"a":1},"toString":1,"symbol":"NVDA"}',
    )),
  );
  const changed = readDraft(fields, drafted({ symbol: '"AMD"', valueOf: "2" }));
  assert.equal(
    JSON.stringify(changed.arguments),
    '{"constructor":"c","valueOf":2,"__proto__":{"a":1},"toString":1,"symbol":"AMD"}',
  );
  const faulty = readDraft(fields, { [keyOf({ name: "__proto__" })]: "" });
  assert.deepEqual([faulty.arguments, Object.keys(faulty.faults)], [null, ["/__proto__"]]);
});

test("a number that would be sent as another one is a fault, not an edit", () => {
  const fields = argumentFields(schema, args);
  const drafts: Record<string, string>[] = [
    ...[{ amount: "12345678901234567890" }, { amount: "1e400" }, { legs: "[1e400]" }],
    { legs: '[{"a": "x\\"1", "b": -9007199254740993}]' },
  ];
  for (const draft of drafts) {
    const read = readDraft(fields, drafted(draft));
    assert.equal(read.arguments, null, JSON.stringify(draft));
    assert.match(Object.values(read.faults).join(), /would be sent as/);
  }
  const exact = { amount: "0.1", legs: '[{"a": "12345678901234567890", "b": 1e21, "c": 100}]' };
  assert.deepEqual(readDraft(fields, drafted(exact)).faults, {});
});
