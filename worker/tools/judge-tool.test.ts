import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeAnswer, judgeFault } from "./judge-tool.ts";

const failed = (failure?: object) => ({
  isError: true,
  content: [{ type: "text" as const, text: "sorry" }],
  ...(failure && { _meta: { "tramontane/failure": failure } }),
});

test("a failure that its server calls retryable is tried again where that is safe", () => {
  const limited = failed({ code: "rate_limited", retryable: true });
  assert.equal(judgeAnswer("quote", limited, true).again, true);
  assert.equal(judgeAnswer("quote", limited, true).outcome.failure?.code, "RATE_LIMITED");
  assert.equal(judgeAnswer("order", limited, false).again, false);
  const final = failed({ code: "not_found", retryable: false });
  assert.equal(judgeAnswer("quote", final, true).again, false);
  assert.equal(judgeAnswer("quote", failed(), true).outcome.failure?.code, "TOOL_ERROR");
});

test("a call that may have run is tried again only when it is idempotent", () => {
  const broken = new TypeError("fetch failed");
  const judged = (idempotent: boolean, sent: boolean) =>
    judgeFault(broken, { name: "order", idempotent, sent }, 5);
  assert.equal(judged(true, true).again, true);
  assert.deepEqual([judged(false, true).again, judged(false, true).outcome.failure?.code], [
    false,
    "OUTCOME_UNKNOWN",
  ]);
  assert.equal(judged(false, false).again, true);
});
