import assert from "node:assert/strict";
import { test } from "node:test";
import { spanUnder } from "../../protocol/telemetry/trace-context.ts";
import type { EndedTurn } from "../../store/outcomes/unexported-turns.ts";
import { spansOfTurn } from "./export-ended.ts";

const traceparent = (trace: string, flags = "01") =>
  `00-${trace.repeat(16)}-${"b2".repeat(8)}-${flags}`;
const at = (s: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, s));
const turn: EndedTurn = {
  id: "turn_2",
  conversationId: "conversation_1",
  number: 2,
  status: "FAILED",
  traceparent: traceparent("a1"),
  startedAt: at(1),
  endedAt: at(9),
  failure: "TIMED_OUT",
  agentId: "agent_1",
  agentName: "analyst",
  agentVersion: 3,
  model: "m",
  inputTokens: 5,
  outputTokens: 7,
  researchId: null,
  previous: { id: "turn_1", traceparent: traceparent("c3") },
  approvals: [{
    id: "approval_1",
    tool: "order",
    verdict: "APPROVED",
    edited: false,
    createdAt: at(2),
    decidedAt: at(4),
    decisionTraceparent: traceparent("d4"),
  }],
};

test("the span of a turn is a child of its mutation's, with agent, usage and failure, and links to the previous turn", () => {
  const [span] = spansOfTurn(turn);
  assert.equal(span?.name, "invoke_agent analyst");
  assert.equal(span?.parentId, "b2".repeat(8));
  assert.deepEqual([span?.startMs, span?.endMs], [at(1).getTime(), at(9).getTime()]);
  assert.equal(span?.attributes["gen_ai.agent.version"], "3");
  assert.equal(span?.attributes["tramontane.turn.output_tokens"], 7);
  const summed = Object.keys(span?.attributes ?? {}).filter((name) => /usage|model/.test(name));
  assert.deepEqual(summed, [], "model calls carry these, and backends add them up");
  assert.equal(span?.attributes["error.type"], "TIMED_OUT");
  assert.equal(span?.error, "TIMED_OUT");
  const before = spanUnder(traceparent("c3"), "turn_1");
  assert.equal(span?.links?.[0]?.context.spanId, before?.spanId);
});

test("the span of an approval is a child of its turn's and links to the mutation that decided it", () => {
  const [above, span] = spansOfTurn(turn);
  assert.equal(span?.name, "approval order");
  assert.equal(span?.parentId, above?.spanId);
  assert.notEqual(span?.spanId, above?.spanId);
  assert.deepEqual([span?.startMs, span?.endMs], [at(2).getTime(), at(4).getTime()]);
  assert.equal(span?.links?.[0]?.context.traceId, "d4".repeat(16));
});

test("a turn whose trace is not sampled has no span", () => {
  assert.deepEqual(spansOfTurn({ ...turn, traceparent: traceparent("a1", "00") }), []);
});
