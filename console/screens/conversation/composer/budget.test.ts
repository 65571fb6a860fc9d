import assert from "node:assert/strict";
import { test } from "node:test";
import { budgetShares } from "./budget.ts";

const used = {
  ...{ cost: { amount: "0.25" }, modelCalls: 3, inputTokens: 700, outputTokens: 200, toolCalls: 1 },
};

test("the limit that ends first comes first, and what has no limit is left out", () => {
  const limits = { cost: { amount: "1" }, modelCalls: null, tokens: 1_000, toolCalls: 4 };
  assert.deepEqual(budgetShares(limits, used), [
    { name: "tokens", used: 900, limit: 1_000 },
    { name: "cost", used: 0.25, limit: 1 },
    { name: "tool calls", used: 1, limit: 4 },
  ]);
});

test("a conversation without limits has no bar", () => {
  const limits = { cost: null, modelCalls: null, tokens: null, toolCalls: null };
  assert.deepEqual(budgetShares(limits, used), []);
});
