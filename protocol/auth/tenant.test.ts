import assert from "node:assert/strict";
import { test } from "node:test";
import { agentWorkflowId } from "../agent/agent-workflow.ts";
import { conversationWorkflowId } from "../conversation/conversation-workflow.ts";
import { approvalsStreamId, idKind } from "../ids.ts";
import { isTenantName } from "./tenant.ts";

test("names of tenants are short and have no separators, spaces, escapes or control characters", () => {
  const good = ["default", "acme", "a", "ACME_2", "org_4Fq", crypto.randomUUID(), "a".repeat(64)];
  for (const name of good) assert.equal(isTenantName(name), true, name);
  const paths = ["../", "..", ".", "a/b", "a\\b", "default%00", "default\0", "a b", "a\n", "\na"];
  const other = ["", "-a", "a-", "_a", "a.b", "a:b", "ä", "а", "a".repeat(65), "x".repeat(10_240)];
  for (const name of [...paths, ...other]) assert.equal(isTenantName(name), false, name);
  for (const value of [null, undefined, 1, ["acme"], { toString: () => "acme" }]) {
    assert.equal(isTenantName(value), false);
  }
});

test("no two agents of any tenants share a workflow", () => {
  const names = ["a", "a-b", "a-b-c", "b", "b-c", "c"];
  const ids = names.flatMap((tenant) =>
    ["", ...names].map((agent) => agentWorkflowId({ tenant, agent }))
  );
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(agentWorkflowId({ tenant: "default", agent: "a-b" }), "agent-default-a-b");
});

test("no two conversations of any tenants share a workflow, and no stream of approvals is another stream", () => {
  const tenants = ["a", "a-conversation_1", "conversation_1"];
  const ids = tenants.flatMap((tenant) =>
    ["conversation_1", "conversation_2"].map((conversationId) =>
      conversationWorkflowId({ tenant, conversationId })
    )
  );
  assert.equal(new Set(ids).size, ids.length);
  for (const tenant of tenants) assert.equal(idKind(approvalsStreamId(tenant)), null);
});
