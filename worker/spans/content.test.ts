import assert from "node:assert/strict";
import { test } from "node:test";
import { asAttribute, inputMessages, outputMessages } from "./content.ts";

const limit = 16_000;

test("messages have the form of the GenAI conventions", () => {
  const input = inputMessages([
    { type: "message", content: [{ type: "text", text: "What does it cost?" }] },
    { type: "tool_call", remoteToolCallId: "t1", name: "market__price", arguments: '{"of":"A"}' },
    {
      type: "tool_result",
      remoteToolCallId: "t1",
      label: "c1",
      name: "market__price",
      result: '{"price": 7}',
    },
  ]);
  assert.deepEqual(JSON.parse(input), [
    { role: "user", parts: [{ type: "text", content: "What does it cost?" }] },
    {
      role: "assistant",
      parts: [{ type: "tool_call", id: "t1", name: "market__price", arguments: { of: "A" } }],
    },
    { role: "tool", parts: [{ type: "tool_call_response", id: "t1", response: { price: 7 } }] },
  ]);
  const named = new Map([["e1", { id: "t2", name: "market__price" }], ["e2", {
    id: "h1",
    name: "web_search",
  }]]);
  const output = outputMessages(
    [
      { kind: "tool", id: "e1", arguments: { symbol: "A" } },
      { kind: "hosted", id: "e2", arguments: { query: "x" }, result: "found", output: null },
    ],
    named,
    "tool_call",
  );
  assert.deepEqual(JSON.parse(output), [{
    role: "assistant",
    parts: [
      { type: "tool_call", id: "t2", name: "market__price", arguments: { symbol: "A" } },
      {
        type: "server_tool_call",
        id: "h1",
        name: "web_search",
        server_tool_call: { type: "web_search", arguments: { query: "x" } },
      },
      {
        type: "server_tool_call_response",
        id: "h1",
        server_tool_call_response: { type: "web_search", response: "found" },
      },
    ],
    finish_reason: "tool_call",
  }]);
});

test("secrets are masked at any depth, by name, inside texts, and inside texts that contain JSON", () => {
  const masked = asAttribute({
    a: [{ b: { c: [{ apiKey: "k-123", url: "postgres://u:pw1@h/d" }] } }],
    text: 'before password=pw2" after',
    json: '{"list": [{"api_key": "k-456", "header": "Bearer abcdef123456"}]}',
  });
  assert.doesNotMatch(masked, /k-123|pw1|pw2|k-456|abcdef123456/);
  assert.match(masked, /after/);
  JSON.parse(masked);
  assert.doesNotMatch(asAttribute('{"header":"Bearer abcdef123456"}'), /abcdef123456/);
});

test("masking never joins two texts of the JSON", () => {
  const value = { a: "redis://cache:b", c: "d@e", token: "x", note: "token=\\" };
  const parsed = JSON.parse(asAttribute(value));
  assert.deepEqual([parsed.a, parsed.c, parsed.token], [value.a, value.c, "[redacted]"]);
});

const long = {
  "one text": "x".repeat(20_000),
  "a text of pairs": "😀".repeat(20_000),
  "a text of quotes, which take two each": '"\n'.repeat(20_000),
  "a text of control characters, which take six each": "\u0001".repeat(20_000),
  "half pairs": "\ud83d".repeat(20_000),
  "many texts": Array.from({ length: 300 }, (_, n) => `text ${n} `.repeat(40)),
  "many numbers": Array.from({ length: 50_000 }, (_, n) => n),
  "many keys": Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`key${n}`, n])),
  "long keys": { ["k".repeat(30_000)]: 1, ["l".repeat(30_000)]: 2 },
  "lists of lists": Array.from({ length: 400 }, () => Array.from({ length: 400 }, () => "abc")),
  "JSON in a text": JSON.stringify({ rows: Array.from({ length: 5_000 }, (_, id) => ({ id })) }),
};

for (const [what, value] of Object.entries(long)) {
  test(`what is long stays JSON, and says that it was cut: ${what}`, () => {
    const text = asAttribute(value);
    assert.ok(text.length <= limit && text.length > limit / 4, String(text.length));
    JSON.parse(text);
    assert.match(text, /\[?"?cut/);
    assert.doesNotMatch(text, /\\ud83d(?!\\ud83d|\[cut)(?![\\"])/);
  });
}

test("a long conversation remains a list with its first and its newest messages", () => {
  const said = Array.from({ length: 2_000 }, (_, n) => ({
    type: "message" as const,
    content: [{ type: "text" as const, text: `message ${n}` }],
  }));
  const messages = JSON.parse(inputMessages(said)) as { role: string; parts: { type: string }[] }[];
  assert.ok(messages.every((m) => m.role && m.parts.every((p) => p.type)));
  assert.match(JSON.stringify(messages.at(0)), /message 0"/);
  assert.match(JSON.stringify(messages.at(-1)), /message 1999"/);
  const missing = messages.find((m) => m.parts[0]?.type === "cut");
  assert.deepEqual(missing?.parts, [{ type: "cut", count: 2_000 - messages.length + 1 }]);
});

test("a cut never splits a pair", () => {
  for (const before of ["", "a", "ab", "abc"]) {
    const text = JSON.parse(asAttribute(before + "😀".repeat(9_000))) as string;
    assert.match(text, /😀\[cut: \d+\]$/u);
  }
});

test("a bigint and undefined have a value too", () => {
  assert.equal(asAttribute({ n: 12345678901234567890n }), '{"n":"12345678901234567890"}');
  assert.equal(asAttribute(undefined), "null");
});
