import assert from "node:assert/strict";
import { test } from "node:test";
import { SDKError } from "@mistralai/mistralai/models/errors";
import { type AgentSpec, noSettings } from "../../../protocol/agent/agent.ts";
import { noBudget } from "../../../protocol/budget/budget.ts";
import { handOverAfter } from "./hand-over-fault.ts";
import { StreamFailedError } from "../stream/stream-faults.ts";

const search = {
  ...{ server: "mistral", policy: "AUTO" as const, approvalTimeoutMs: 1, approveOnTimeout: false },
  tool: {
    ...{ name: "web_search", title: null, description: null, inputSchema: {}, outputSchema: null },
    ...{ readOnly: true, idempotent: true, hash: "h" },
  },
};
const version = (id: string, over: Partial<AgentSpec> = {}) => ({
  ...{ id, number: 1, hash: "h", agentName: id },
  spec: {
    ...{ model: "m", instructions: "i", settings: noSettings, tools: [] },
    ...{ turnBudget: noBudget, conversationBudget: noBudget, ...over },
  },
});
const call = (handoffs: string[], attempt = 2, tools = [search]) => ({
  attempt,
  version: version("a", { handoffs }),
  handoffs: handoffs.map((id) => version(id, { tools })),
});
const fault = (status: number, code: number) => {
  const body = JSON.stringify({ object: "Error", message: "x", code });
  const request = new Request("http://127.0.0.1/");
  return new SDKError("x", { response: new Response(body, { status }), request, body });
};

test("after the known error twice the turn is handed over to the only agent", () => {
  assert.equal(handOverAfter(fault(500, 3000), call(["b"])), "b");
  assert.equal(handOverAfter(new StreamFailedError(3000), call(["b"])), "b");
});

test("nothing is handed over after one error, another error, without web search, or with several agents", () => {
  assert.equal(handOverAfter(fault(500, 3000), call(["b"], 1)), null);
  assert.equal(handOverAfter(fault(503, 3000), call(["b"])), null);
  assert.equal(handOverAfter(fault(500, 3001), call(["b"])), null);
  assert.equal(handOverAfter(new Error("cut"), call(["b"])), null);
  assert.equal(handOverAfter(fault(500, 3000), call(["b"], 2, [])), null);
  assert.equal(handOverAfter(fault(500, 3000), call(["b", "c"])), null);
  assert.equal(handOverAfter(fault(500, 3000), call([])), null);
});
