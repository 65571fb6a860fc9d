import { actOf } from "../../protocol/audit/act.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { OwnLimits } from "../../protocol/quota/tenant-limits.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { type Db, json, type Sql } from "../database/sql.ts";
import { lockQuota } from "./tenant-money.ts";

/** The limits that the deployment's operator set for a tenant; one that is left out is the deployment's default. */
export async function readCeilings(db: Db, tenant: string): Promise<OwnLimits> {
  const [row] = await db<{ limits: OwnLimits }[]>`
    select limits from tenant_ceilings where tenant = ${tenant}`;
  return row?.limits ?? {};
}

/**
 * Sets limits of a tenant, which its own administrators can only lower afterwards; others stay. By the owner of the
 * schema: the application roles cannot write ceilings.
 */
export async function setCeilings(sql: Sql, caller: Caller, limits: OwnLimits): Promise<void> {
  const { tenant, actor } = caller;
  await sql.begin(async (tx) => {
    await lockQuota(tx, tenant);
    await tx`insert into tenant_ceilings as c (tenant, limits) values (${tenant}, ${
      json(tx, limits)
    })
      on conflict (tenant) do update set limits = c.limits || excluded.limits, changed_at = now()`;
    await tx`insert into tenant_quotas as q (tenant, own_limits, changed_by)
      values (${tenant}, ${json(tx, limits)}, ${json(tx, actor)})
      on conflict (tenant) do update set changed_by = excluded.changed_by, changed_at = now(),
        own_limits = q.own_limits || excluded.own_limits`;
    // Summed again from the calls: those without a limit are not counted while they are made.
    await tx`delete from tenant_spending where tenant = ${tenant}`;
    const details = { ...limits, ceiling: true };
    await recordAudit(tx, actOf(caller, { action: "quota.changed", resource: tenant, details }));
  });
}
