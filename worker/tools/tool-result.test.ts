import assert from "node:assert/strict";
import { test } from "node:test";
import { toOutcome } from "./tool-result.ts";

const text = (t: string) => [{ type: "text" as const, text: t }];

test("text is what the model reads, structured content is the data", () => {
  const outcome = toOutcome("quote", { content: text("402"), structuredContent: { price: 402 } });
  assert.deepEqual(outcome, { result: "402", output: { price: 402 }, failure: null });
});

test("data without text is read as JSON", () => {
  assert.equal(toOutcome("quote", { content: [], structuredContent: { a: 1 } }).result, '{"a":1}');
});

test("a tool's own error is a result for the model and a failure for people", () => {
  const outcome = toOutcome("quote", { content: text("unknown symbol"), isError: true });
  assert.match(outcome.result, /unknown symbol/);
  assert.equal(outcome.failure?.code, "TOOL_ERROR");
});

test("a result too long for the model is cut, with a note", () => {
  const { result } = toOutcome("quote", { content: text("x".repeat(60_005)) });
  assert.match(result, /\[cut: 5 more characters\]$/);
});
