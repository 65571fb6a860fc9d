import { MoneyInput } from "../budget/budget.ts";
import { mutation } from "../mutation/mutation.ts";
import { type countedLimits, quotaIssues, toSetTenantQuota } from "./quota-input.ts";
import { limitDescriptions, readQuota, TenantQuota } from "./tenant-quota.ts";

mutation("setTenantQuota", {
  description:
    "Changes limits of the caller's tenant. A limit that is left out stays as it is; null is unlimited. A limit above that of the deployment, or above what its operator set for the tenant, is refused with ValidationError: it can only be lowered. API processes apply it within 2 seconds.",
  scope: "quotas:write",
  input: (t) => {
    const counted = (name: (typeof countedLimits)[number]) =>
      t.int({ description: limitDescriptions[name] });
    return {
      pointsPerMinute: counted("pointsPerMinute"),
      pointsPerDay: counted("pointsPerDay"),
      principalPointsPerMinute: counted("principalPointsPerMinute"),
      principalPointsPerDay: counted("principalPointsPerDay"),
      addressPointsPerMinute: counted("addressPointsPerMinute"),
      addressPointsPerDay: counted("addressPointsPerDay"),
      turnsInFlight: counted("turnsInFlight"),
      principalSockets: counted("principalSockets"),
      principalSubscriptions: counted("principalSubscriptions"),
      costPerDay: t.field({ type: MoneyInput, description: limitDescriptions.costPerDay }),
      costPerMonth: t.field({ type: MoneyInput, description: limitDescriptions.costPerMonth }),
      reset: t.boolean({
        description:
          "True: limits that are left out become what the deployment's operator set for the tenant, or the deployment's defaults.",
        required: true,
        defaultValue: false,
      }),
    };
  },
  issues: (input) => quotaIssues(input),
  execute: (input, commands) => commands.setTenantQuota(toSetTenantQuota(input)),
  payload: {
    description: "The limits have changed.",
    fields: (t) => ({
      quota: t.field({
        type: TenantQuota,
        description: "The limits that are in force now.",
        resolve: (_, __, context) => readQuota(context),
      }),
    }),
  },
  errors: ["ConflictError"],
});
