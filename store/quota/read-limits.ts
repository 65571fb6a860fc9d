import type { TenantQuotaRecord } from "../../protocol/quota/commands.ts";
import type { OwnLimits } from "../../protocol/quota/tenant-limits.ts";
import type { Db } from "../database/sql.ts";

/** The limits that a tenant has of its own, and when they last changed; null: it has none. */
export async function readTenantQuota(
  db: Db,
  tenant: string,
): Promise<TenantQuotaRecord | null> {
  const [row] = await db<TenantQuotaRecord[]>`
    select own_limits, changed_at from tenant_quotas where tenant = ${tenant}`;
  return row ?? null;
}

/** The limits that a tenant has of its own; empty: none. */
export async function readOwnLimits(db: Db, tenant: string): Promise<OwnLimits> {
  return (await readTenantQuota(db, tenant))?.ownLimits ?? {};
}
