import assert from "node:assert/strict";
import { test } from "node:test";
import { coerceInputValue, type GraphQLInputType, parse, validate } from "graphql";
import { limits } from "../../protocol/limits.ts";
import { schema } from "../mod.ts";

const typeOf = (name: string) => schema.getType(name) as GraphQLInputType;
const faults = (name: string, value: unknown): string[] => {
  const found: string[] = [];
  coerceInputValue(value, typeOf(name), (path, _, error) => {
    assert.ok(!error.originalError || error.extensions.code === "BAD_USER_INPUT");
    found.push(`${path.join(".")}: ${error.message}`);
  });
  return found;
};

const input = (over: object) => ({ idempotencyKey: "k", agent: "a", labels: ["x"], ...over });
const nul = "a\0b";
const half = "\ud83d.";

test("text that cannot be stored is refused in every input, with its path", () => {
  for (const text of [nul, half, "\udc00"]) {
    assert.match(faults("StartConversationInput", input({ title: text }))[0] ?? "", /^title: /);
    assert.match(
      faults("StartConversationInput", input({ labels: ["y", text] }))[0] ?? "",
      /^labels.1: /,
    );
    assert.match(
      faults("StartConversationInput", input({ content: [{ text }] }))[0] ?? "",
      /^content.0.text: /,
    );
    assert.equal(faults("ID", text).length, 1);
    assert.equal(faults("JSON", { a: [{ b: text }] }).length, 1);
    assert.equal(faults("JSON", { [text]: 1 }).length, 1);
    assert.equal(faults("ConversationFilter", { labels: [text] }).length, 1);
  }
});

test("all other text is accepted unchanged", () => {
  for (const text of ["", "🙂", "\u0001\n\t", "\ufffd", "e\u0301", "\u202e"]) {
    assert.deepEqual(faults("StartConversationInput", input({ title: text })), []);
    assert.deepEqual(faults("JSON", { [text]: text }), []);
  }
});

test("literals are validated like variables", () => {
  const refused = (value: string) => {
    const start = `startConversation(input: { idempotencyKey: "k", agent: "a", title: ${value} })`;
    const errors = validate(schema, parse(`mutation { ${start} { __typename } }`));
    return errors.map((e) => e.extensions.code);
  };
  assert.deepEqual(refused(JSON.stringify(nul)), ["BAD_USER_INPUT"]);
  assert.deepEqual(refused(`"fine"`), []);
});

const nested = (levels: number) => JSON.parse(`${"[".repeat(levels)}1${"]".repeat(levels)}`);

test("a JSON value has a maximum depth, and any deeper value is refused", () => {
  assert.deepEqual(faults("JSON", nested(limits.jsonDepth)), []);
  for (const levels of [limits.jsonDepth + 1, 3_000, 200_000]) {
    assert.match(faults("JSON", nested(levels))[0] ?? "", /levels deep/);
  }
});

test("a number that JSON cannot represent is refused", () => {
  assert.match(faults("JSON", JSON.parse('{"a": 1e400}'))[0] ?? "", /too large/);
});

// PostgreSQL reads neither; a time zone moves an instant beyond four digits.
const farTimes = ["0000-12-31T23:59:59Z", "9999-12-31T23:59:59-01:00"];
const outOfRange: [string, unknown[]][] = [
  ["Date", ["0000-01-01", "2026-02-30", "+294277-01-01", "2026-1-1", 20261128, "infinity"]],
  ["DateTime", ["2026", "Sat Nov 28 2026", "infinity", "2026-13-01T00:00:00Z", 0, "", ...farTimes]],
  ["Duration", ["P99999999D", "P1Y", "PT-1S", "P", 5, "PT1E9S"]],
  ["Decimal", ["1e5", "NaN", "Infinity", 0.5, "0x1", ".5", "9".repeat(41)]],
  ["LargeInt", [1.5, 2 ** 53, "1", NaN, Infinity]],
];
for (const [name, values] of outOfRange) {
  test(`a ${name} with an invalid value or format is refused`, () => {
    for (const value of values) assert.equal(faults(name, value).length, 1, String(value));
  });
}
