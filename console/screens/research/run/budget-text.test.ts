import assert from "node:assert/strict";
import { test } from "node:test";
import { budgetText } from "./budget-text.ts";

const none = { cost: null, modelCalls: null, toolCalls: null, tokens: null, wallTime: null };

test("the limits of a run are words; a run without limits has none", () => {
  assert.equal(budgetText(none), null);
  const money = { amount: "0.5", currency: "USD" };
  assert.equal(
    budgetText({ ...none, cost: money, toolCalls: 1_200, wallTime: "PT1H30M" }),
    "at most $0.500, 1,200 tool calls, 1 h 30 min",
  );
  assert.equal(
    budgetText({ ...none, cost: { amount: "2", currency: "EUR" }, wallTime: "P2DT5S" }),
    "at most 2 EUR, 2 d 5 s",
  );
});
