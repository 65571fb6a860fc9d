import assert from "node:assert/strict";
import { test } from "node:test";
import { asAttribute, inputMessages, outputMessages } from "./content.ts";

test("messages have the shape of the conventions", () => {
  const told = inputMessages([
    { type: "message", content: [{ type: "text", text: "What does it cost?" }] },
    { type: "tool_result", remoteToolCallId: "t1", name: "price", result: "7" },
  ]);
  assert.deepEqual(JSON.parse(told), [
    { role: "user", parts: [{ type: "text", content: "What does it cost?" }] },
    { role: "tool", parts: [{ type: "tool_call_response", id: "t1", response: "7" }] },
  ]);
  const said = outputMessages(
    [{ kind: "tool", id: "e1", arguments: { symbol: "A" } }],
    "tool_call",
  );
  assert.deepEqual(JSON.parse(said), [{
    role: "assistant",
    parts: [{ type: "tool_call", id: "e1", arguments: { symbol: "A" } }],
    finish_reason: "tool_call",
  }]);
});

test("secrets are masked at any depth, by name and inside texts", () => {
  const told = asAttribute({
    a: [{ b: { c: [{ apiKey: "k-123", url: "postgres://u:pw1@h/d" }] } }],
  });
  assert.doesNotMatch(told, /k-123|pw1/);
  assert.match(told, /redacted/);
  assert.doesNotMatch(asAttribute('{"header":"Bearer abcdef123456"}'), /abcdef123456/);
});

test("what is long is cut", () => {
  assert.match(asAttribute("x".repeat(20_000)), /x\[cut: 4002\]$/);
});
