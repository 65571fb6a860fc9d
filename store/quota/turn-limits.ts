import { limitsCost } from "../../protocol/quota/money.ts";
import type { OwnLimits, TenantLimits } from "../../protocol/quota/tenant-limits.ts";

/** The limits of a tenant that apply when a turn begins or makes a call. */
export type TurnLimits = Pick<TenantLimits, "turnsInFlight" | "costPerDay" | "costPerMonth">;

/** What limits of turns are decided by. */
export interface QuotaTurn {
  status: string;
  /** The tenant's own limits; null: it has none. */
  ownLimits: OwnLimits | null;
}

const none: TurnLimits = { turnsInFlight: null, costPerDay: null, costPerMonth: null };

/** The limits in force for a turn. */
export function turnLimits({ ownLimits }: QuotaTurn, defaults: TurnLimits = none): TurnLimits {
  const { turnsInFlight, costPerDay, costPerMonth } = { ...defaults, ...ownLimits };
  return { turnsInFlight, costPerDay, costPerMonth };
}

/** True if its next step counts against a limit of the tenant, so that the steps of the tenant take turns. */
export function needsQuotaLock(turn: QuotaTurn, defaults?: TurnLimits): boolean {
  const limits = turnLimits(turn, defaults);
  return limitsCost(limits) || (limits.turnsInFlight !== null && turn.status === "QUEUED");
}
