import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type AgentSpec, noSettings } from "../../../protocol/agent/agent.ts";
import { noBudget } from "../../../protocol/budget/budget.ts";
import type { CalledVersion } from "../../../store/call/called-versions.ts";
import type { WrittenEntry } from "../../../store/call/model-outcome.ts";
import { SchemaChecks } from "../../../validation/schema-checks.ts";
import { outputOf as outputBy, validateOutput as validateBy } from "./validate-output.ts";

const threads = new SchemaChecks(assert.ifError);
after(() => threads.close());
const checks = threads.of("acme");
const validateOutput = (schema: unknown, text: string) => validateBy(checks, schema, text);
const outputOf = (...given: Tail<Parameters<typeof outputBy>>) => outputBy(checks, ...given);
type Tail<T extends unknown[]> = T extends [unknown, ...infer R] ? R : never;

const schema = (key: string) => ({
  type: "object",
  properties: { [key]: { type: "integer" } },
  required: [key],
  additionalProperties: false,
});

test("an answer that fits the schema is its value; otherwise its faults are described", async () => {
  assert.deepEqual(await validateOutput(schema("a"), 'So: {"a":1}'), { value: { a: 1 } });
  for (const text of ['{"a":"1"}', '{"b":1}', '{"a":1,"b":1}', "{}"]) {
    const output = await validateOutput(schema("a"), text);
    assert.ok("fault" in output && /does not fit the schema/.test(output.fault), text);
  }
});

test("of several objects the last that fits counts, otherwise the fault of the last is reported", async () => {
  const later = '{"a":1} {"a":2}, not in [0.8, 0.9) or {} or {"x": 3}';
  assert.deepEqual(await validateOutput(schema("a"), later), { value: { a: 2 } });
  const output = await validateOutput(schema("a"), '{"a":"x"} {"b":1}');
  assert.match("fault" in output ? output.fault : "", /required property 'a'/);
});

test("an object that cannot be stored is not the output, and the fault for the model says why", async () => {
  const loose = { type: "object" };
  const deep = `{"a":${"[".repeat(70)}${"]".repeat(70)}}`;
  const faults = [['{"a":"\\u0000"}', /U\+0000/], ['{"a":"\\ud800"}', /surrogate/], [
    deep,
    /levels/,
  ]];
  for (const [text, fault] of faults as [string, RegExp][]) {
    const output = await validateOutput(loose, text);
    assert.match("fault" in output ? output.fault : "", fault);
    assert.deepEqual(await validateOutput(loose, `{"a":1} ${text}`), { value: { a: 1 } });
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

test("the schema is that of the agent that wrote last; messages before it do not count", async () => {
  const handoff: WrittenEntry = { kind: "handoff", id: "handoff_1", toVersionId: "v2" };
  const call = {
    version: version("v1", { outputSchema: schema("a") }),
    handoffs: [version("v2", { outputSchema: schema("b") }), version("v3", {})],
  };
  assert.deepEqual(await outputOf(call, answer("v1", [said('{"a":1}')])), { value: { a: 1 } });
  const handed = [said('{"a":1}'), handoff, said('{"b":2}')];
  assert.deepEqual(await outputOf(call, answer("v2", handed)), { value: { b: 2 } });
  assert.equal(await outputOf(call, answer("v3", handed)), null);
});

test("nothing is validated while tools are called; at the token limit the fault asks for a shorter answer", async () => {
  const settings = { ...noSettings, maxTokens: 10 };
  const call = { version: version("v1", { outputSchema: schema("a"), settings }), handoffs: [] };
  const tool: WrittenEntry = { kind: "tool", id: "tool_1", arguments: {} };
  assert.equal(await outputOf(call, answer("v1", [said("Let me see."), tool])), null);
  const cut = await outputOf(call, answer("v1", [said('{"a":')], 10));
  assert.ok(cut && "fault" in cut && /write less/.test(cut.fault));
});

test("a check that times out is a fault in words for the model, also the second time", async () => {
  const hostile = {
    type: "object",
    properties: { a: { type: "string", pattern: "^(?=(b|b?)+$)" } },
  };
  const text = JSON.stringify({ a: `${"b".repeat(50)}!` });
  for (const _ of [1, 2]) {
    const output = await validateOutput(hostile, text);
    assert.ok("fault" in output && /did not end in time/.test(output.fault));
  }
});
