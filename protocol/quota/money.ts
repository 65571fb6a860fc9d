import type { Account } from "../budget/budget.ts";
import { noBudget } from "../budget/budget.ts";
import { priceCurrency } from "../budget/prices.ts";
import type { TenantLimits } from "./tenant-limits.ts";

/** What a tenant has spent, and what its open calls have reserved, billionths of a USD. */
export interface TenantSpending {
  daySettled: number;
  dayOpen: number;
  monthSettled: number;
  monthOpen: number;
}

/** The limits of a tenant's money. */
export type CostLimits = Pick<TenantLimits, "costPerDay" | "costPerMonth">;

/** True if any money is limited. */
export const limitsCost = ({ costPerDay, costPerMonth }: CostLimits): boolean =>
  costPerDay !== null || costPerMonth !== null;

const periods = [
  { of: "tenant's day", limit: "costPerDay", settled: "daySettled", open: "dayOpen" },
  { of: "tenant's month", limit: "costPerMonth", settled: "monthSettled", open: "monthOpen" },
] as const;

/** The tenant's budgets as accounts of a call; `withOpen`: what others have reserved counts as spent. */
export function tenantAccounts(
  limits: CostLimits,
  spending: TenantSpending,
  withOpen: boolean,
): Account[] {
  return periods.flatMap(({ of, limit, settled, open }) => {
    const nanos = limits[limit];
    if (nanos === null) return [];
    const budget = { ...noBudget, cost: { nanos, currency: priceCurrency } };
    const costNanos = spending[settled] + (withOpen ? spending[open] : 0);
    return [{
      of,
      budget,
      spent: { tokens: 0, costNanos, modelCalls: 0, toolCalls: 0, wallMs: 0 },
    }];
  });
}

/** The budget of the tenant that has nothing left for another message; null: none. */
export function spentBudget(
  limits: CostLimits,
  spent: Pick<TenantSpending, "daySettled" | "monthSettled">,
): { period: "day" | "month"; limit: number } | null {
  const { costPerDay, costPerMonth } = limits;
  if (costPerDay !== null && spent.daySettled >= costPerDay) {
    return { period: "day", limit: costPerDay };
  }
  return costPerMonth !== null && spent.monthSettled >= costPerMonth
    ? { period: "month", limit: costPerMonth }
    : null;
}

/**
 * Tokens that an answer may have where a tenant's money is limited and nothing else says how many: a call that reserved
 * all the money that is left would hold up every other call of the tenant.
 */
export const reservedOutputTokens = 16_384;
