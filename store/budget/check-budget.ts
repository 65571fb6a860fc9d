import type { Budget } from "../../protocol/budget.ts";
import { priceCurrency, ratesOf } from "../../protocol/prices.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";

/** What is wrong with a budget for a model: a cost needs a price in its currency. */
export function budgetIssues(
  budget: Partial<Budget> | null,
  model: string,
  path: string[],
): ValidationIssue[] {
  if (!budget?.cost) return [];
  if (budget.cost.currency !== priceCurrency) {
    const message = `Prices are known in ${priceCurrency} alone.`;
    return [{ path: [...path, "cost", "currency"], message }];
  }
  if (ratesOf(model, new Date())) return [];
  const message = `No price is known for ${model}, so a cost cannot be kept. Limit tokens instead.`;
  return [{ path: [...path, "cost"], message }];
}
