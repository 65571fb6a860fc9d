import type { OwnLimits } from "../../protocol/quota/tenant-limits.ts";
import type { Db } from "../database/sql.ts";

/** The limits that a tenant has of its own; empty: none. */
export async function readOwnLimits(db: Db, tenant: string): Promise<OwnLimits> {
  const [row] = await db<{ ownLimits: OwnLimits }[]>`
    select own_limits from tenant_quotas where tenant = ${tenant}`;
  return row?.ownLimits ?? {};
}
