import { parseDecimal } from "../budget/budget.ts";
import { optional } from "../config/field.ts";
import { type Kind, wholeNumber } from "../config/kinds.ts";

const usd: Kind<number> = {
  expects: "an amount in USD such as 25 or 0.5, above 0 and below 1,000,000",
  empty: 1,
  parse: (text) => parseDecimal(text) || undefined,
};

const limit = (variable: string, about: string) =>
  optional(variable, wholeNumber(), { about, unset: "unlimited" });
const money = (variable: string, period: string) =>
  optional(variable, usd, {
    about:
      `USD that the model calls of a tenant without an own limit may cost in a ${period} (UTC)`,
    unset: "unlimited",
    example: "25",
  });
const points = (variable: string, of: string, period: string) =>
  limit(variable, `points of ${of} in a ${period}: [operations.md](operations.md#quotas)`);

/** Defaults that apply where turns begin and make calls: API and worker need the same. */
export const turnLimitFields = {
  turnsInFlight: limit(
    "DEFAULT_TURNS_IN_FLIGHT",
    "turns of a tenant that run at the same time, where it has no own limit; the same for APIs and workers",
  ),
  costPerDay: money("DEFAULT_COST_PER_DAY", "day"),
  costPerMonth: money("DEFAULT_COST_PER_MONTH", "month"),
};

/** Defaults of all limits of tenants. */
export const tenantLimitFields = {
  ...turnLimitFields,
  pointsPerMinute: points("DEFAULT_POINTS_PER_MINUTE", "a tenant", "minute"),
  pointsPerDay: points("DEFAULT_POINTS_PER_DAY", "a tenant", "day"),
  principalPointsPerMinute: points(
    "DEFAULT_PRINCIPAL_POINTS_PER_MINUTE",
    "one principal",
    "minute",
  ),
  principalPointsPerDay: points("DEFAULT_PRINCIPAL_POINTS_PER_DAY", "one principal", "day"),
  addressPointsPerMinute: points(
    "DEFAULT_ADDRESS_POINTS_PER_MINUTE",
    "a tenant from one address",
    "minute",
  ),
  addressPointsPerDay: points(
    "DEFAULT_ADDRESS_POINTS_PER_DAY",
    "a tenant from one address",
    "day",
  ),
  principalSockets: limit(
    "DEFAULT_PRINCIPAL_SOCKETS",
    "WebSockets of one principal at one API process",
  ),
  principalSubscriptions: limit(
    "DEFAULT_PRINCIPAL_SUBSCRIPTIONS",
    "subscriptions of one principal at one API process",
  ),
};
