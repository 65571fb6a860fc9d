import { noBudget } from "../../protocol/budget/budget.ts";
import { priceCurrency } from "../../protocol/budget/prices.ts";
import type { UsageRecord } from "../../protocol/budget/records.ts";
import type { Caller } from "../../protocol/caller.ts";
import { limitsCost, spentBudget } from "../../protocol/quota/money.ts";
import type { Tx } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";

/** Throws a Refusal if the money of the caller's tenant is spent for this day or month. */
export async function refuseWhenTenantSpent(
  tx: Tx,
  { tenant, costLimits }: Pick<Caller, "tenant" | "costLimits">,
): Promise<void> {
  if (!costLimits || !limitsCost(costLimits)) return;
  const full = spentBudget(costLimits, await spentSoFar(tx, tenant));
  if (full === null) return;
  const { period, limit: nanos } = full;
  throw new Refusal({
    type: "BudgetExceededError",
    message: `The tenant's budget of this ${period} (UTC) is used up.`,
    budget: { ...noBudget, cost: { nanos, currency: priceCurrency } },
    usage: await usageIn(tx, tenant, period),
  });
}

/** What the ended calls cost, and the open ones so far. */
async function spentSoFar(tx: Tx, tenant: string) {
  const [row] = await tx<{ daySettled: number; monthSettled: number }[]>`
    select coalesce(sum(nanos) filter (where day = (now() at time zone 'UTC')::date), 0)::bigint as day_settled,
      coalesce(sum(nanos), 0)::bigint as month_settled
    from (select day, nanos from tenant_spending where tenant = ${tenant}
      union all select r.day, cost_of(c) from spending_reservations r join calls c on c.id = r.call_id
        where r.tenant = ${tenant}) s
    where day >= date_trunc('month', now() at time zone 'UTC')::date`;
  return row ?? { daySettled: 0, monthSettled: 0 };
}

async function usageIn(tx: Tx, tenant: string, period: "day" | "month"): Promise<UsageRecord> {
  const [row] = await tx<(Omit<UsageRecord, "cost"> & { nanos: number })[]>`
    select coalesce(sum(input_tokens), 0)::bigint as input_tokens,
      coalesce(sum(output_tokens), 0)::bigint as output_tokens,
      count(*) filter (where kind = 'model') + coalesce(sum(rejected_answers), 0) as model_calls,
      count(*) filter (where kind in ('tool', 'hosted')) as tool_calls,
      coalesce(bool_or(estimated), false) as estimated,
      count(*) filter (where possibly_paid_twice) as possibly_paid_twice,
      coalesce(sum(cost_of(c)), 0)::bigint as nanos
    from calls c where tenant = ${tenant} and attempts > 0
      and started_at >= date_trunc(${period}, now() at time zone 'UTC') at time zone 'UTC'`;
  if (!row) throw new Error("usage gave no row");
  const { nanos, ...usage } = row;
  return { ...usage, cost: { nanos, currency: priceCurrency } };
}
