import assert from "node:assert/strict";
import { test } from "node:test";
import { webhookIssues } from "./webhook-input.ts";

test("a filter by agent is the name of an agent", () => {
  assert.deepEqual(webhookIssues({ agentName: "price-analyst" }), []);
  assert.deepEqual(webhookIssues({ agentName: null }), []);
  for (const agentName of ["", "__proto__", "a\x1b[2Jb", "a".repeat(60_000)]) {
    const [issue] = webhookIssues({ agentName });
    assert.deepEqual(issue?.path, ["agentName"], agentName.slice(0, 20));
  }
});
