import assert from "node:assert/strict";
import { test } from "node:test";
import { noBudget } from "../../protocol/budget/budget.ts";
import { budgetIssues, toBudget } from "./budget-input.ts";

test("limits become a budget; an omitted field is no limit", () => {
  const cost = { amount: "0.05", currency: "USD" };
  assert.deepEqual(budgetIssues({ tokens: 10, cost, wallTime: 5_000 }, ["budget"]), []);
  assert.deepEqual(toBudget({ tokens: 10, cost, wallTime: 5_000 }), {
    ...noBudget,
    tokens: 10,
    cost: { nanos: 50_000_000, currency: "USD" },
    wallTimeMs: 5_000,
  });
  assert.equal(toBudget(null), null);
});

test("all faults are reported together, each with its path", () => {
  const given = {
    tokens: 0,
    modelCalls: -1,
    toolCalls: -1,
    wallTime: 1,
    cost: { amount: "-1", currency: "usd" },
  };
  assert.deepEqual(budgetIssues(given, ["budget"]).map((i) => i.path.slice(1).join(".")), [
    "tokens",
    "modelCalls",
    "toolCalls",
    "wallTime",
    "cost.amount",
    "cost.currency",
  ]);
});
