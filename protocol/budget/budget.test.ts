import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Budget,
  formatDecimal,
  noBudget,
  parseDecimal,
  reserve,
  type Spent,
  tighten,
  toolCallsLeft,
  usedUp,
  wallTimeLeft,
} from "./budget.ts";
import { prices, ratesOf } from "./prices.ts";

const spent: Spent = { tokens: 0, costNanos: 0, modelCalls: 0, toolCalls: 0, wallMs: 0 };
const account = (budget: Partial<Budget>, over: Partial<Spent> = {}) => ({
  of: "turn",
  budget: { ...noBudget, ...budget },
  spent: { ...spent, ...over },
});
const need = { inputTokens: 100, isNew: true, rates: { input: 400, output: 2_000 } };
const usd = (nanos: number) => ({ nanos, currency: "USD" });

test("two budgets together have the smaller one of each limit", () => {
  const a = { ...noBudget, tokens: 100, modelCalls: 5, cost: usd(7) };
  const b = { tokens: 200, modelCalls: 3, toolCalls: 9, cost: usd(5) };
  assert.deepEqual(tighten(a, b), {
    tokens: 100,
    modelCalls: 3,
    toolCalls: 9,
    cost: usd(5),
    wallTimeMs: null,
  });
});

test("without limits a call has no output limit", () => {
  assert.deepEqual(reserve([account({})], need), { maxTokens: null });
});

test("the output limit is what the tightest limit leaves after the input", () => {
  const tokens = account({ tokens: 1_000 }, { tokens: 300 });
  assert.deepEqual(reserve([tokens], need), { maxTokens: 600 });
  // 0.0001 USD: 100 input tokens take 40,000 nanos, 60,000 are left for 30 output tokens.
  assert.deepEqual(reserve([tokens, account({ cost: usd(100_000) })], need), { maxTokens: 30 });
});

test("a used-up budget names the limit", () => {
  assert.deepEqual(reserve([account({ tokens: 100 })], need), { usedUp: "tokens of the turn" });
  assert.deepEqual(reserve([account({ cost: usd(40_000) })], need), { usedUp: "cost of the turn" });
  const calls = account({ modelCalls: 2 }, { modelCalls: 2 });
  assert.deepEqual(reserve([calls], need), { usedUp: "model calls of the turn" });
});

test("a further attempt of a counted call does not count as another call", () => {
  const calls = account({ modelCalls: 2 }, { modelCalls: 2 });
  assert.deepEqual(reserve([calls], { ...need, isNew: false }), { maxTokens: null });
});

test("the least tool calls and time of all accounts are left; used-up tool calls do not stop a model call", () => {
  const accounts = [
    account({ toolCalls: 3, wallTimeMs: 900 }, { toolCalls: 1, wallMs: 100 }),
    account({}),
  ];
  assert.equal(toolCallsLeft(accounts), 2);
  assert.equal(wallTimeLeft(accounts), 800);
  assert.equal(usedUp({ ...noBudget, toolCalls: 0 }, spent), null);
});

test("decimal numbers are read and written without loss, and other texts are rejected", () => {
  for (const text of ["0", "0.0042", "12.5", "999999.999999999"]) {
    assert.equal(formatDecimal(parseDecimal(text) ?? -1), text);
  }
  for (const text of ["", "-1", "1e3", ".5", "1.", "1000000", "0.0000000001"]) {
    assert.equal(parseDecimal(text), null);
  }
});

test("the price of the day counts, the more exact name first", () => {
  const table = [
    { model: "m-*", from: "2025-01-01", input: "1", output: "2" },
    { model: "m-*", from: "2026-01-01", input: "3", output: "4" },
    { model: "m-x", from: "2025-01-01", input: "5", output: "6" },
  ];
  const on = (model: string, day: string) => ratesOf(model, new Date(day), table);
  assert.deepEqual(on("m-1", "2025-06-01"), { input: 1_000, output: 2_000 });
  assert.deepEqual(on("m-1", "2026-06-01"), { input: 3_000, output: 4_000 });
  assert.deepEqual(on("m-x", "2026-06-01"), { input: 5_000, output: 6_000 });
  assert.equal(on("m-1", "2024-06-01"), null);
  assert.equal(on("other", "2026-06-01"), null);
});

test("every line of the table is a number", () => {
  for (const { model, from, input, output } of prices) {
    assert.ok(/^\d{4}-\d{2}-\d{2}$/.test(from), model);
    assert.ok(Number(input) > 0 && Number(output) > 0, model);
  }
});
