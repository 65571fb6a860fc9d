import assert from "node:assert/strict";
import { test } from "node:test";
import { ProtocolError } from "@modelcontextprotocol/client";
import { classifyAnswer, classifyCallFault } from "./classify-answer.ts";

const failed = (failure?: object) => ({
  isError: true,
  content: [{ type: "text" as const, text: "sorry" }],
  ...(failure && { _meta: { "tramontane/failure": failure } }),
});

test("a failure that the server calls retryable is retried if that is safe", () => {
  const limited = failed({ code: "rate_limited", retryable: true });
  assert.equal(classifyAnswer("quote", limited, true).again, true);
  assert.equal(classifyAnswer("quote", limited, true).outcome.failure?.code, "RATE_LIMITED");
  assert.equal(classifyAnswer("order", limited, false).again, false);
  const final = failed({ code: "not_found", retryable: false });
  assert.equal(classifyAnswer("quote", final, true).again, false);
  assert.equal(classifyAnswer("quote", failed(), true).outcome.failure?.code, "TOOL_ERROR");
});

test("only the model receives the server's own words, cut", () => {
  const error = new ProtocolError(-32602, `symbol is missing${"!".repeat(5_000)}`);
  const { outcome } = classifyCallFault(error, { name: "quote", idempotent: true, sent: true }, 5);
  assert.match(outcome.result, /Its server says: symbol is missing!/);
  assert.ok(outcome.result.length < 2_100);
  assert.doesNotMatch(outcome.failure?.message ?? "", /symbol/);
});

test("a request that was not sent is retried for every tool", () => {
  const broken = new TypeError("fetch failed");
  const sentNot = classifyCallFault(broken, { name: "order", idempotent: false, sent: false }, 5);
  assert.equal(sentNot.again, true);
});
