import { type Budget, noBudget, parseDecimal } from "../../protocol/budget/budget.ts";
import { priceCurrency } from "../../protocol/budget/prices.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { issueIf, type Maybe, rangeIssues } from "../mutation/issues.ts";

/** Input of `BudgetInput`. */
export interface BudgetGiven {
  tokens?: Maybe<number>;
  cost?: Maybe<{ amount: string; currency: string }>;
  modelCalls?: Maybe<number>;
  toolCalls?: Maybe<number>;
  /** ms. */
  wallTime?: Maybe<number>;
}

const maxInt = 2_147_483_647;

/** Issues of limits, except whether the prices that a cost requires are known: the store checks that. */
export function budgetIssues(budget: Maybe<BudgetGiven>, path: string[]): ValidationIssue[] {
  if (!budget) return [];
  const { tokens, cost, modelCalls, toolCalls, wallTime } = budget;
  return [
    ...rangeIssues(tokens, [...path, "tokens"], [1, maxInt]),
    ...rangeIssues(modelCalls, [...path, "modelCalls"], [1, maxInt]),
    ...rangeIssues(toolCalls, [...path, "toolCalls"], [0, maxInt]),
    ...issueIf(wallTime != null && wallTime < 1_000, [...path, "wallTime"], "Give at least PT1S."),
    ...(cost ? costIssues(cost, [...path, "cost"]) : []),
  ];
}

/** Issues of an amount in the currency of the prices. */
export function moneyIssues(
  money: { amount: string; currency: string },
  path: string[],
): ValidationIssue[] {
  const message = `Prices are known only in ${priceCurrency}.`;
  return [
    ...costIssues(money, path),
    ...issueIf(money.currency !== priceCurrency, [...path, "currency"], message),
  ];
}

function costIssues({ amount, currency }: { amount: string; currency: string }, path: string[]) {
  return [
    ...issueIf(
      !parseDecimal(amount),
      [...path, "amount"],
      "Write a number above 0 and below a million, with at most nine decimals.",
    ),
    ...issueIf(
      !/^[A-Z]{3}$/.test(currency),
      [...path, "currency"],
      "Write an ISO 4217 code, such as USD.",
    ),
  ];
}

/** The budget of valid limits; null for null. */
export function toBudget(budget: Maybe<BudgetGiven>): Budget | null {
  if (!budget) return null;
  const { tokens, cost, modelCalls, toolCalls, wallTime } = budget;
  return {
    ...noBudget,
    tokens: tokens ?? null,
    cost: cost ? { nanos: parseDecimal(cost.amount) ?? 0, currency: cost.currency } : null,
    modelCalls: modelCalls ?? null,
    toolCalls: toolCalls ?? null,
    wallTimeMs: wallTime ?? null,
  };
}
