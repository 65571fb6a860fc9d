import type { Account } from "../../protocol/budget/budget.ts";
import {
  limitsCost,
  reservedOutputTokens,
  tenantAccounts,
  type TenantSpending,
} from "../../protocol/quota/money.ts";
import type { AgentSpec } from "../../protocol/agent/agent.ts";
import type { Failure } from "../../protocol/status.ts";
import { budgetExceeded } from "../budget/budget-exceeded.ts";
import type { Reserved } from "../budget/reserve-call.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";
import type { Db, Tx } from "../database/sql.ts";
import { derivedId } from "../ids.ts";
import { type QuotaTurn, type TurnLimits, turnLimits } from "./turn-limits.ts";

/** The money of a tenant, as far as it is limited. */
export interface TenantMoney {
  /** Its budgets; what open calls have reserved counts as spent. */
  accounts: Account[];
  /** The same as if those calls had cost nothing. */
  onceSettled: Account[];
  /** True: open calls of other turns have reserved some. */
  isReserved: boolean;
}

/** Begins of turns and reservations of a tenant take turns until the end of the transaction. */
export async function lockQuota(tx: Tx, tenant: string): Promise<void> {
  await tx`select lock_quota(${tenant})`;
}

/** The tenant's money before the model call of a step; null: it is not limited. The caller holds `lockQuota`. */
export async function tenantMoney(
  db: Db,
  turn: QuotaTurn & { id: string; tenant: string; conversationId: string },
  step: number,
  defaults?: TurnLimits,
): Promise<TenantMoney | null> {
  const limits = turnLimits(turn, defaults);
  if (!limitsCost(limits)) return null;
  const call = derivedId("call", turn.conversationId, turn.id, step);
  const [spending] = await db<
    TenantSpending[]
  >`select * from settle_spending(${turn.tenant}, ${call})`;
  if (!spending) throw new Error("settle_spending returned no row");
  return {
    accounts: tenantAccounts(limits, spending, true),
    onceSettled: tenantAccounts(limits, spending, false),
    isReserved: spending.monthOpen > 0,
  };
}

/**
 * What a call may use where the tenant's money is limited: an answer of limited length, and its cost. A Failure if its
 * price is unknown.
 */
export function withinMoney(
  money: TenantMoney | null,
  reserved: Reserved,
  { spec, model }: { spec: Pick<AgentSpec, "settings">; model: string },
): { reserved: Reserved; reservedNanos: number | null } | Failure {
  if (money === null) return { reserved, reservedNanos: null };
  const { rates, inputTokens } = reserved;
  if (rates === null) {
    return budgetExceeded(`cost of the tenant (the price of ${model} is unknown)`);
  }
  const longest = spec.settings.maxTokens ?? reservedOutputTokens;
  const maxTokens = Math.min(reserved.maxTokens ?? Infinity, longest);
  const reservedNanos = Math.ceil(inputTokens * rates.input + maxTokens * rates.output);
  return { reserved: { ...reserved, maxTokens }, reservedNanos };
}

/** Reserves what a claimed call may cost. The caller holds `lockQuota`. */
export async function reserveSpending(
  tx: Tx,
  { tenant, id }: ClaimedCall,
  nanos: number,
): Promise<void> {
  await tx`select reserve_spending(${tenant}, ${id}, ${nanos})`;
}
