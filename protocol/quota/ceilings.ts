import { formatDecimal } from "../budget/budget.ts";
import { priceCurrency } from "../budget/prices.ts";
import type { ValidationIssue } from "../user-error.ts";
import { type LimitName, limitNames, type OwnLimits, type TenantLimits } from "./tenant-limits.ts";

const moneyNames: readonly LimitName[] = ["costPerDay", "costPerMonth"];

/** A fault of each limit that is above its ceiling; a null ceiling permits every limit. */
export function ceilingIssues(limits: OwnLimits, ceilings: TenantLimits): ValidationIssue[] {
  return limitNames.flatMap((name) => {
    const [limit, ceiling] = [limits[name], ceilings[name]];
    if (limit === undefined || ceiling === null) return [];
    if (limit !== null && limit <= ceiling) return [];
    const most = showLimit(name, ceiling);
    return [{ path: [name], message: `At most ${most}: the deployment's operator sets it.` }];
  });
}

/** A limit in words: a number, an amount of money, or `none`. */
export function showLimit(name: LimitName, limit: number | null): string {
  if (limit === null) return "none";
  return moneyNames.includes(name) ? `${formatDecimal(limit)} ${priceCurrency}` : String(limit);
}

/** True for a limit of money. */
export const isMoney = (name: LimitName): boolean => moneyNames.includes(name);
