import { priceCurrency } from "../../protocol/budget/prices.ts";
import { limitsInForce, type TenantLimits } from "../../protocol/quota/tenant-limits.ts";
import { Money } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import type { GraphQLContext } from "../context.ts";
import type { countedLimits } from "./quota-input.ts";

const points =
  "A request costs its `extensions.cost`, a point for each KiB, 100 for a message and 2,000 for a research run.";

/** What each limit means, for the type and the input. */
export const limitDescriptions: Readonly<Record<keyof TenantLimits, string>> = {
  pointsPerMinute: `Points of all requests of the tenant in a minute. ${points}`,
  pointsPerDay: "Points of all requests of the tenant in a day.",
  principalPointsPerMinute: "Points of the requests of one principal in a minute.",
  principalPointsPerDay: "Points of the requests of one principal in a day.",
  addressPointsPerMinute:
    "Points of the tenant's requests from one IPv4 address, or one IPv6 network of 64 bits, in a minute.",
  addressPointsPerDay: "Points of the tenant's requests from one such address in a day.",
  turnsInFlight:
    "Turns that run at the same time, those of research runs included. Other turns stay QUEUED until one ends. It applies to turns that begin after it was set.",
  principalSockets: "Open WebSockets of one principal at one API process.",
  principalSubscriptions: "Open subscriptions of one principal at one API process.",
  costPerDay:
    "Cost of the model calls of a day (UTC), in USD. Each call reserves what it may cost; once the limit is reached messages are refused and turns fail with BUDGET_EXCEEDED.",
  costPerMonth: "The same for a calendar month (UTC).",
};

/** The limits of a tenant that are in force. */
interface Quota {
  limits: TenantLimits;
  changedAt: Date | null;
}

/** The limits of the caller's tenant. */
export async function readQuota({ reads, server }: GraphQLContext): Promise<Quota> {
  const own = await reads.tenantQuota();
  const limits = limitsInForce(server.tenantDefaults, own?.ownLimits ?? {});
  return { limits, changedAt: own?.changedAt ?? null };
}

/** The GraphQL type of `Quota`. */
export const TenantQuota = builder.objectRef<Quota>("TenantQuota").implement({
  description:
    "The limits of a tenant that are in force; a null limit is unlimited. A deployment without credentials has no limits of points, sockets and subscriptions.",
  fields: (t) => {
    const counted = (name: (typeof countedLimits)[number]) =>
      t.int({
        description: limitDescriptions[name],
        nullable: true,
        resolve: ({ limits }) => limits[name],
      });
    const money = (name: "costPerDay" | "costPerMonth") =>
      t.field({
        type: Money,
        description: limitDescriptions[name],
        nullable: true,
        resolve: ({ limits }) => {
          const nanos = limits[name];
          return nanos === null ? null : { nanos, currency: priceCurrency };
        },
      });
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
      costPerDay: money("costPerDay"),
      costPerMonth: money("costPerMonth"),
      changedAt: t.expose("changedAt", {
        type: "DateTime",
        description:
          "When the tenant's own limits last changed; null: it has none, and the deployment's defaults apply.",
        nullable: true,
      }),
    };
  },
});

builder.queryField("tenantQuota", (t) =>
  t.field({
    authScopes: { can: "quotas:read" },
    nullable: true,
    type: TenantQuota,
    description: "The limits of the caller's tenant. Null without the scope `quotas:read`.",
    resolve: (_, __, context) => readQuota(context),
  }));
