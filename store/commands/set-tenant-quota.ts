import { actOf } from "../../protocol/audit/act.ts";
import type { AuditDetails } from "../../protocol/audit/audit-event.ts";
import type { SetQuota, SetTenantQuota } from "../../protocol/quota/commands.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { json } from "../database/sql.ts";
import { lockQuota } from "../quota/tenant-money.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Changes limits of the caller's tenant. What was spent is summed again from the calls, since calls without a limit are
 * not counted while they are made. Refuses: ConflictError (KEY_REUSED).
 */
export const setTenantQuota = defineCommand<SetTenantQuota, SetQuota>(
  "setTenantQuota",
  async (tx, caller, { limits, reset }) => {
    const { tenant, actor } = caller;
    await lockQuota(tx, tenant);
    await tx`insert into tenant_quotas as q (tenant, own_limits, changed_by)
      values (${tenant}, ${json(tx, limits)}, ${json(tx, actor)})
      on conflict (tenant) do update set changed_by = excluded.changed_by, changed_at = now(),
        own_limits = ${reset ? tx`'{}'::jsonb` : tx`q.own_limits`} || excluded.own_limits`;
    await tx`delete from tenant_spending where tenant = ${tenant}`;
    const details: AuditDetails = { ...limits, reset };
    await recordAudit(tx, actOf(caller, { action: "quota.changed", resource: tenant, details }));
    return {};
  },
);
