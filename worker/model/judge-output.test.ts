import assert from "node:assert/strict";
import { test } from "node:test";
import { type AgentSpec, noSettings } from "../../protocol/agent.ts";
import { noBudget } from "../../protocol/budget.ts";
import type { CalledVersion } from "../../store/engine/claim-model-call.ts";
import type { WrittenEntry } from "../../store/engine/model-outcome.ts";
import { judgeOutput, outputOf } from "./judge-output.ts";

const schema = (key: string) => ({
  type: "object",
  properties: { [key]: { type: "integer" } },
  required: [key],
  additionalProperties: false,
});

test("an answer that fits the schema is its value; else its faults are told in words", () => {
  assert.deepEqual(judgeOutput(schema("a"), 'So: {"a":1}'), { value: { a: 1 } });
  for (const text of ['{"a":"1"}', '{"b":1}', '{"a":1,"b":1}', "{}"]) {
    const judged = judgeOutput(schema("a"), text);
    assert.ok("fault" in judged && /does not fit the schema/.test(judged.fault), text);
  }
});

const version = (id: string, over: Partial<AgentSpec>): CalledVersion => ({
  ...{ id, number: 1, hash: "h", agentName: id },
  spec: {
    ...{ model: "m", instructions: "i", settings: noSettings, tools: [] },
    ...{ turnBudget: noBudget, conversationBudget: noBudget, ...over },
  },
});
const said = (text: string): WrittenEntry => ({
  kind: "message",
  id: "message_1",
  content: [{ type: "text", text }],
});
const answer = (speaker: string, entries: WrittenEntry[], outputTokens = 1) => ({
  speaker,
  entries: () => entries,
  usage: { inputTokens: 1, outputTokens },
});

test("the schema is that of who spoke last, and what was said before it does not count", () => {
  const handoff: WrittenEntry = { kind: "handoff", id: "handoff_1", toVersionId: "v2" };
  const call = {
    version: version("v1", { outputSchema: schema("a") }),
    handoffs: [version("v2", { outputSchema: schema("b") }), version("v3", {})],
  };
  assert.deepEqual(outputOf(call, answer("v1", [said('{"a":1}')])), { value: { a: 1 } });
  const handed = [said('{"a":1}'), handoff, said('{"b":2}')];
  assert.deepEqual(outputOf(call, answer("v2", handed)), { value: { b: 2 } });
  assert.equal(outputOf(call, answer("v3", handed)), null);
});

test("nothing is judged while tools are called; at the limit of tokens the model is told to write less", () => {
  const settings = { ...noSettings, maxTokens: 10 };
  const call = { version: version("v1", { outputSchema: schema("a"), settings }), handoffs: [] };
  const tool: WrittenEntry = { kind: "tool", id: "tool_1", arguments: {} };
  assert.equal(outputOf(call, answer("v1", [said("Let me see."), tool])), null);
  const cut = outputOf(call, answer("v1", [said('{"a":')], 10));
  assert.ok(cut && "fault" in cut && /write less/.test(cut.fault));
});
