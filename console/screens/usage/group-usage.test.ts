import assert from "node:assert/strict";
import { test } from "node:test";
import { groupUsage, type UsageRow } from "./group-usage.ts";

const row = (day: string, agent: string, model: string | null, amount: string): UsageRow => ({
  day,
  agent: { name: agent },
  model,
  cost: { amount, currency: "USD" },
  inputTokens: 10,
  outputTokens: 5,
  modelCalls: model === null ? 0 : 1,
  toolCalls: model === null ? 2 : 0,
  estimatedCalls: 0,
  unpricedCalls: 0,
  possiblyPaidTwice: 0,
});
const rows = [
  row("2026-11-02", "b", "large", "0.5"),
  row("2026-11-01", "a", "small", "0.1"),
  row("2026-11-01", "a", null, "0"),
  row("2026-11-01", "b", "large", "0.25"),
];

test("rows are summed by agent, the most expensive first", () => {
  const [first, second] = groupUsage(rows, "agent");
  assert.deepEqual([first?.name, first?.cost, first?.modelCalls], ["b", 0.75, 2]);
  assert.deepEqual([second?.name, second?.cost, second?.toolCalls], ["a", 0.1, 2]);
});

test("days stay in their order, and tool calls have no model", () => {
  assert.deepEqual(groupUsage(rows, "day").map(({ name }) => name), ["2026-11-01", "2026-11-02"]);
  assert.ok(groupUsage(rows, "model").some(({ name }) => name === "(tools)"));
});
