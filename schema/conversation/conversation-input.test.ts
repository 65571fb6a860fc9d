import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type ContentInput,
  sendMessageIssues,
  startConversationIssues,
  toSendMessage,
  toStartConversation,
} from "./conversation-input.ts";

const message = (content: ContentInput[]) => ({
  idempotencyKey: "k1",
  conversationId: "conversation_1",
  content,
  whenBusy: "ENQUEUE" as const,
});
const messagePaths = (...content: ContentInput[]) =>
  sendMessageIssues(message(content)).map((issue) => issue.path.join("."));
const start = { idempotencyKey: "k1", agent: "price-analyst", labels: [] };

test("text, an image and a document make a message", () => {
  const content = [
    { text: "Compare" },
    { imageUrl: "https://example.org/a/chart.png" },
    { documentUrl: "https://example.org/" },
  ];
  assert.deepEqual(messagePaths(...content), []);
  assert.deepEqual(toSendMessage(message(content)).content, [
    { type: "text", text: "Compare" },
    { type: "media", media: "image", title: "chart.png", url: "https://example.org/a/chart.png" },
    { type: "media", media: "document", title: "document", url: "https://example.org/" },
  ]);
});

test("a message must not be blank", () => {
  assert.deepEqual(messagePaths(), ["content"]);
  assert.deepEqual(messagePaths({ text: " \n" }), ["content.0.text"]);
});

test("only https addresses without credentials are accepted", () => {
  for (const url of ["data:image/png;base64,AA", "http://x.org", "https://u:p@x.org", "x"]) {
    assert.deepEqual(messagePaths({ imageUrl: url }), ["content.0.imageUrl"], url);
    assert.deepEqual(messagePaths({ documentUrl: url }), ["content.0.documentUrl"], url);
  }
});

test("a message has at most ten parts and a maximum total length", () => {
  const parts = Array.from({ length: 11 }, () => ({ text: "a" }));
  assert.deepEqual(messagePaths(...parts), ["content"]);
  const half = { text: "a".repeat(20_000) };
  assert.deepEqual(messagePaths(half), []);
  assert.deepEqual(messagePaths(half, half), ["content"]);
});

test("a conversation may start without a message, but not with an empty one", () => {
  assert.deepEqual(startConversationIssues(start), []);
  assert.deepEqual(startConversationIssues({ ...start, content: [] })[0]?.path, ["content"]);
  assert.equal(toStartConversation(start).content, null);
});

test("labels have a maximum number and length, and no duplicates", () => {
  const labels = ["a", "", "a", "b".repeat(201)];
  const paths = startConversationIssues({ ...start, labels }).map((i) => i.path.join("."));
  assert.deepEqual(paths, ["labels.1", "labels.2", "labels.3"]);
  const many = Array.from({ length: 21 }, (_, i) => `l${i}`);
  assert.deepEqual(startConversationIssues({ ...start, labels: many })[0]?.path, ["labels"]);
});
