import { parseDecimal } from "../../protocol/budget/budget.ts";
import type { SetTenantQuota } from "../../protocol/quota/commands.ts";
import type { OwnLimits } from "../../protocol/quota/tenant-limits.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { moneyIssues } from "../budget/budget-input.ts";
import { type Maybe, rangeIssues } from "../mutation/issues.ts";

/** Limits that are counted, in the order of the schema. */
export const countedLimits = [
  "pointsPerMinute",
  "pointsPerDay",
  "principalPointsPerMinute",
  "principalPointsPerDay",
  "addressPointsPerMinute",
  "addressPointsPerDay",
  "turnsInFlight",
  "principalSockets",
  "principalSubscriptions",
] as const;
const moneyLimits = ["costPerDay", "costPerMonth"] as const;

type MoneyGiven = { amount: string; currency: string };
/** Input of setTenantQuota. */
export type QuotaInput =
  & { [K in (typeof countedLimits)[number]]?: Maybe<number> }
  & { [K in (typeof moneyLimits)[number]]?: Maybe<MoneyGiven> }
  & { idempotencyKey: string; reset: boolean };

const maxInt = 2_147_483_647;

/** Issues of the limits. */
export function quotaIssues(input: QuotaInput): ValidationIssue[] {
  return [
    ...countedLimits.flatMap((name) => rangeIssues(input[name], [name], [1, maxInt])),
    ...moneyLimits.flatMap((name) => {
      const cost = input[name];
      return cost ? moneyIssues(cost, [name]) : [];
    }),
  ];
}

/** The command of a valid input: a limit that is left out is not in it. */
export function toSetTenantQuota({ idempotencyKey, reset, ...given }: QuotaInput): SetTenantQuota {
  const limits: OwnLimits = {};
  for (const name of countedLimits) {
    if (given[name] !== undefined) limits[name] = given[name] ?? null;
  }
  for (const name of moneyLimits) {
    const money = given[name];
    if (money !== undefined) limits[name] = money && parseDecimal(money.amount);
  }
  return { idempotencyKey, limits, reset };
}
