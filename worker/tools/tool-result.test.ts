import assert from "node:assert/strict";
import { test } from "node:test";
import { toOutcome as outcomeOf } from "./tool-result.ts";

const text = (t: unknown) => [{ type: "text", text: t }];
const toOutcome = (raw: unknown) => {
  const outcome = outcomeOf("quote", raw);
  assert.ok(outcome);
  return outcome;
};
const base64 = (t: string) => Buffer.from(t).toString("base64");

test("the model receives the text and, unless the text contains it, the structured content", () => {
  const rows = { rows: [{ p: 1 }, { p: 2 }] };
  const { result, output } = toOutcome({ content: text("2 rows"), structuredContent: rows });
  assert.equal(result, '2 rows\n[structured content]\n{"rows":[{"p":1},{"p":2}]}');
  assert.deepEqual(output, rows);
  const twice: [unknown[], unknown][] = [
    [text('{ "b": 1, "a": [2] }'), { a: [2], b: 1 }],
    [text("402.5"), { result: 402.5 }],
    [text("a word"), { result: "a word" }],
    [[...text("a"), ...text('{"b":1}')], { result: ["a", { b: 1 }] }],
  ];
  for (const [content, structuredContent] of twice) {
    assert.doesNotMatch(toOutcome({ content, structuredContent }).result, /structured content/);
  }
});

test("data without text is JSON for the model, also outside of `structuredContent`", () => {
  assert.equal(toOutcome({ content: [], structuredContent: { a: 1 } }).result, '{"a":1}');
  const bare = toOutcome({ price: 1, isError: false, _meta: { x: 1 } });
  assert.deepEqual([bare.result, bare.output], ['{"price":1}', { price: 1 }]);
  assert.equal(toOutcome({ content: [] }).result, "The tool answered without content.");
  assert.equal(outcomeOf("quote", null), null);
});

test("a tool's own error is a result for the model and a failure for clients", () => {
  const outcome = toOutcome({ content: text("unknown symbol"), isError: true });
  assert.match(outcome.result, /unknown symbol/);
  assert.equal(outcome.failure?.code, "TOOL_ERROR");
});

test("text in any form is accepted: a plain text, numbers, unknown blocks", () => {
  for (
    const [content, read] of [
      ["just a text", "just a text"],
      [["one", { type: "text", text: "two" }], "one\ntwo"],
      [{ type: "text", text: "alone" }, "alone"],
      [text(42), "42"],
      [[{ type: "table", rows: [] }, null, 7], '{"type":"table","rows":[]}\nnull\n7'],
    ]
  ) assert.equal(toOutcome({ content }).result, read);
  assert.equal(toOutcome("only a text").result, "only a text");
});

test("the text of embedded resources is included, links with their description", () => {
  const content = [
    { type: "resource", resource: { uri: "repo://a/README.md", text: "the body" } },
    { type: "resource_link", uri: "https://x.example/q.pdf", name: "Q3", size: 9 },
    { type: "resource_link", uri: "file:///a" },
    { type: "resource" },
  ];
  assert.deepEqual(toOutcome({ content }).result.split("\n"), [
    "[resource: repo://a/README.md]",
    "the body",
    "[link: Q3, https://x.example/q.pdf, 9 bytes]",
    "[link: file:///a]",
    "[resource: null]",
  ]);
});

test("images, audio and binary resources are described by type and size, and stored as files", () => {
  const content = [
    { type: "image", mimeType: "image/jpeg", data: base64("four") },
    { type: "audio", mimeType: "audio/x-wav", data: base64("sound") },
    {
      type: "resource",
      resource: { uri: "https://x.example/a/report.pdf?v=1", blob: base64("pdf") },
    },
    { type: "image", mimeType: "image/png", data: "not base64!" },
    { type: "image", data: 7 },
  ];
  const { result, files = [] } = toOutcome({ content });
  assert.deepEqual(files.map((f) => [f.title, f.mediaType, f.bytes.length]), [
    ["image-1.jpg", "image/jpeg", 4],
    ["audio-2.wav", "audio/x-wav", 5],
    ["report.pdf", "application/octet-stream", 3],
  ]);
  assert.match(result, /image-1\.jpg, image\/jpeg, 4 bytes/);
  assert.match(result, /\[image: image\/png, its data cannot be read\]/);
});

test("a result that is too long for the model is cut between characters, with a note; data keeps its share", () => {
  const long = toOutcome({ content: text(`${"x".repeat(59_999)}😀tail`) }).result;
  assert.match(long, /x\n\[cut: 6 more characters\]$/);
  const both = toOutcome({
    content: text("x".repeat(70_000)),
    structuredContent: { a: "b".repeat(90_000) },
  });
  assert.match(both.result, /x\n\[cut: 30000 more characters\]\n\[structured content\]\n{"a":"bbb/);
  assert.ok(both.result.length < 60_200);
});

test("large data is stored as a file", () => {
  const { output, files, result } = toOutcome({ structuredContent: { v: "y".repeat(300_000) } });
  assert.equal(output, null);
  assert.deepEqual(files?.map((f) => [f.title, f.bytes.length]), [["output.json", 300_008]]);
  assert.match(result, /output\.json/);
  assert.ok(result.length < 60_200);
});

test("a result that requests input or continues as a task is a failure", () => {
  for (const raw of [{ inputRequests: { a: {} } }, { task: { taskId: "1" } }]) {
    assert.match(toOutcome(raw).failure?.message ?? "", /neither is supported/);
  }
});
