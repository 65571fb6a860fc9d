import assert from "node:assert/strict";
import { test } from "node:test";
import type { UserMessage } from "@ag-ui/core";
import { startConversationIssues } from "../../schema/conversation/conversation-input.ts";
import { BridgeError } from "../failure.ts";
import { contentOf } from "./content.ts";

type Given = UserMessage["content"];
const of = (content: Given) => contentOf({ id: "1", role: "user", content });
const link = (type: "image" | "document", value: string) => ({
  type,
  source: { type: "url" as const, value },
});

test("text, images and documents by their addresses are parts of a message", () => {
  const url = "https://example.com/a";
  assert.deepEqual(of("hello"), [{ text: "hello" }]);
  assert.deepEqual(of([{ type: "text", text: "a" }, link("image", url), link("document", url)]), [
    { text: "a" },
    { imageUrl: url },
    { documentUrl: url },
  ]);
});

const wrong: [what: string, content: Given][] = [
  ["nothing", []],
  ["an empty text", "  "],
  ["a text that is too long", "x".repeat(32_001)],
  ["too many parts", Array.from({ length: 11 }, () => ({ type: "text" as const, text: "a" }))],
  ["an address without TLS", [link("image", "http://example.com/a")]],
  ["an address inside a network", [link("image", "https://10.0.0.1/a")]],
  ["data", [{ type: "image", source: { type: "data", value: "aGk=", mimeType: "image/png" } }]],
  ["a video", [{ type: "video", source: { type: "url", value: "https://example.com/a" } }]],
];
for (const [what, content] of wrong) {
  test(`${what} is refused before anything is started`, () => {
    assert.throws(() => of(content), (error) => error instanceof BridgeError);
  });
}

test("what is accepted here, sendMessage accepts", () => {
  const content = of([{ type: "text", text: "x".repeat(32_000) }]);
  const input = { idempotencyKey: "k", agent: "a", labels: [], content };
  assert.deepEqual(startConversationIssues(input), []);
});
