import assert from "node:assert/strict";
import { test } from "node:test";
import { boundOf, sessionIdIssues, sessionIssues } from "./session-input.ts";

const valid = { subject: "ada", conversationId: "conversation_1", scopes: ["conversations:read"] };
const paths = (input: Parameters<typeof sessionIssues>[0]) =>
  sessionIssues(input).map(({ path }) => path.join("."));

test("exactly one object limits a token, by an id of its kind", () => {
  assert.deepEqual(sessionIssues(valid), []);
  assert.deepEqual(boundOf(valid), { kind: "conversation", id: "conversation_1" });
  assert.deepEqual(boundOf({ agent: "analyst" }), { kind: "agent", id: "analyst" });
  assert.deepEqual(paths({ ...valid, conversationId: null }), ["conversationId"]);
  assert.deepEqual(paths({ ...valid, agent: "analyst" }), ["agent"]);
  assert.deepEqual(paths({ ...valid, conversationId: "research_1" }), ["conversationId"]);
  assert.deepEqual(paths({ ...valid, conversationId: null, researchId: "turn_1" }), ["researchId"]);
});

test("all faults are reported together, each with what is allowed", () => {
  const issues = sessionIssues({ subject: "key:1", scopes: ["keys:write", "x"], ttl: 3_600_001 });
  assert.deepEqual(issues.map(({ path }) => path[0]), [
    "conversationId",
    "subject",
    "scopes",
    "ttl",
  ]);
  assert.match(issues[2]?.message ?? "", /cannot have keys:write, x\. It can have: agents:read/);
});

test("only the id of a session token is revoked", () => {
  assert.deepEqual(sessionIdIssues({ sessionId: `session_${"0a".repeat(16)}` }), []);
  for (const sessionId of ["", "key_1", "session_1"]) {
    assert.equal(sessionIdIssues({ sessionId }).length, 1);
  }
});
