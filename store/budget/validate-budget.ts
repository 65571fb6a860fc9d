import type { Budget } from "../../protocol/budget/budget.ts";
import { priceCurrency } from "../../protocol/budget/prices.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { ratesNow } from "./prices.ts";

/** Issues of a budget for these models: a cost limit needs a price of each model in its currency. */
export function budgetIssues(
  budget: Partial<Budget> | null,
  models: readonly string[],
  path: string[],
): ValidationIssue[] {
  if (!budget?.cost) return [];
  if (budget.cost.currency !== priceCurrency) {
    const message = `Prices are known only in ${priceCurrency}.`;
    return [{ path: [...path, "cost", "currency"], message }];
  }
  const unpriced = models.filter((model) => !ratesNow(model));
  if (unpriced.length === 0) return [];
  const message = `No price is known for ${
    unpriced.join(" and ")
  }, so a cost cannot be kept. Limit tokens instead.`;
  return [{ path: [...path, "cost"], message }];
}
