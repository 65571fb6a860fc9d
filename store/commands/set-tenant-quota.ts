import { actOf } from "../../protocol/audit/act.ts";
import type { AuditDetails } from "../../protocol/audit/audit-event.ts";
import type { Caller } from "../../protocol/caller.ts";
import { ceilingIssues } from "../../protocol/quota/ceilings.ts";
import type { SetQuota, SetTenantQuota } from "../../protocol/quota/commands.ts";
import type { OwnLimits, TenantLimits } from "../../protocol/quota/tenant-limits.ts";
import { validationError } from "../../protocol/user-error.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { json } from "../database/sql.ts";
import { readCeilings } from "../quota/ceilings.ts";
import { lockQuota } from "../quota/tenant-money.ts";
import { Refusal } from "../refusal.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Changes limits of the caller's tenant. What was spent is summed again from the calls, since calls without a limit are
 * not counted while they are made. `defaults`: the limits of the deployment, above which only its operator sets limits.
 * Refuses: ValidationError (a limit above its ceiling), ConflictError (KEY_REUSED).
 */
export const setTenantQuota = defineCommand<SetTenantQuota, SetQuota, [defaults: TenantLimits]>(
  "setTenantQuota",
  async (tx, caller, { limits, reset }, defaults) => {
    const { tenant, actor } = caller;
    await lockQuota(tx, tenant);
    const ceilings = await readCeilings(tx, tenant);
    refuseAbove(caller, limits, { ...defaults, ...ceilings });
    await tx`insert into tenant_quotas as q (tenant, own_limits, changed_by)
      values (${tenant}, ${json(tx, { ...(reset && ceilings), ...limits })}, ${json(tx, actor)})
      on conflict (tenant) do update set changed_by = excluded.changed_by, changed_at = now(),
        own_limits = ${reset ? tx`'{}'::jsonb` : tx`q.own_limits`} || excluded.own_limits`;
    await tx`delete from tenant_spending where tenant = ${tenant}`;
    const details: AuditDetails = { ...limits, reset };
    await recordAudit(tx, actOf(caller, { action: "quota.changed", resource: tenant, details }));
    return {};
  },
);

/** The owner of the machine, who has no subject, is the operator of the deployment. */
function refuseAbove({ subject }: Caller, limits: OwnLimits, ceilings: TenantLimits): void {
  const issues = subject === null ? [] : ceilingIssues(limits, ceilings);
  if (issues.length > 0) throw new Refusal(validationError(issues));
}
