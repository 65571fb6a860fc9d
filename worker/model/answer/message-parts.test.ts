import assert from "node:assert/strict";
import { test } from "node:test";
import { toParts } from "./message-parts.ts";

const parts = (content: unknown) => toParts(content, "message_1").parts;
const text = (t: string) => [{ type: "text", text: t }];

test("text is read from any wrapping", () => {
  for (
    const content of [
      "x",
      ["x"],
      [{ type: "text", text: "x" }],
      { type: "text", text: "x", annotations: [{ type: "url" }], extra: 1 },
      { type: "output_text", text: "x" },
      { type: "refusal", refusal: "x" },
      { type: "code", content: "x", language: "ts" },
      { type: "rich", text: { value: "x", annotations: [] } },
      { type: "rich", content: [{ type: "text", text: "x" }] },
      { text: "x" },
    ]
  ) assert.deepEqual(parts(content), text("x"), JSON.stringify(content));
  assert.deepEqual(parts({ type: "text", text: 4 }), text("4"));
});

test("missing content has no parts", () => {
  for (const content of [null, undefined, [], { type: "text", text: null }]) {
    assert.deepEqual(parts(content), []);
  }
});

test("thinking is read from pieces or one text, under its other names too", () => {
  const thinking = [{ type: "thinking", text: "hm" }];
  assert.deepEqual(parts({ type: "thinking", thinking: [{ text: "h" }, null, "m"] }), thinking);
  assert.deepEqual(parts({ type: "thinking", thinking: "hm" }), thinking);
  assert.deepEqual(parts({ type: "reasoning", text: "hm" }), thinking);
  assert.deepEqual(parts({ type: "thinking", thinking: null }), [{ type: "thinking", text: "" }]);
});

test("a citation with missing fields remains a citation", () => {
  const cite = (chunk: object) => parts({ type: "tool_reference", ...chunk })[0];
  const url = "https://x.example/";
  assert.deepEqual(cite({ title: "T", url }), { type: "citation", title: "T", url });
  assert.deepEqual(cite({ tool: "web_search", title: null, url }), {
    ...{ type: "citation", title: url, url },
  });
  assert.deepEqual(cite({ tool: "web_search", title: "", url: 5 }), {
    ...{ type: "citation", title: "web_search", url: null },
  });
  assert.deepEqual(cite({}), { type: "citation", title: "source", url: null });
  assert.deepEqual(cite({ title: 7, url: "javascript:alert(1)" }), {
    ...{ type: "citation", title: "7", url: null },
  });
  assert.deepEqual(parts({ type: "reference", reference_ids: [1, 2] }), [
    { type: "citation", title: "1, 2", url: null },
  ]);
});

test("a chunk of an unknown type without text becomes its link, or at least its name", () => {
  const url = "https://x.example/a.mp3";
  const media = (title: string, at: string | null) => [
    { type: "media", media: "document", title, url: at },
  ];
  assert.deepEqual(parts({ type: "audio_url", audio_url: url }), media("audio_url", url));
  assert.deepEqual(parts({ type: "clip", source: { url } }), media("clip", url));
  assert.deepEqual(parts({ type: "input_audio", input_audio: { data: 1 } }).length, 1);
  assert.deepEqual(parts({ type: "hologram", depth: null }), media("hologram", null));
  assert.deepEqual(
    parts({ type: "data_url", data_url: "data:audio/x;base64,AA" }),
    media("data_url", null),
  );
});

test("files and links without names, types and addresses are kept", () => {
  const file = (chunk: object) => toParts({ type: "tool_file", ...chunk }, "message_1");
  assert.deepEqual(file({ tool: "code_interpreter", file_id: 12 }).files.map((f) => f.remoteId), [
    "12",
  ]);
  assert.deepEqual(file({ file_name: "a.png" }), {
    ...{ files: [], cited: [] },
    parts: [{ type: "media", media: "image", title: "a.png", url: null }],
  });
  assert.deepEqual(parts({ type: "image_url", image_url: { url: "https://i.example/" } }), [
    { type: "media", media: "image", title: "image", url: "https://i.example/" },
  ]);
  assert.deepEqual(parts({ type: "document_url" }), [
    { type: "media", media: "document", title: "document", url: null },
  ]);
});
